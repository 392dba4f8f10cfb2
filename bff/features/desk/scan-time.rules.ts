import { AppError } from '../../domain/app-error'

const minuteMs = 60_000

/** How far the clocks of a phone and of the library may differ without anybody being told. */
const clockSkewMinutes = 5

/** How long a phone may have been without a network: what is older must be scanned again. */
const oldestScanDays = 7

export interface ScanTime {
  /** When the book was in hand, by the library's clock. */
  readonly at: Date
  /** The phone's clock is ahead by more than the usual: the library's time was taken instead. */
  readonly isClockAhead: boolean
}

/**
 * Rule D3: the time of a scan that was made without a network. Never in the future: a clock that is ahead does no harm, the
 * library's own time is taken. A time of long ago is refused, because nobody can tell a wrong clock from a forgotten
 * phone, and a return that is believed too early would forgive what is owed.
 * @throws `scan.too_old`
 */
export function scanTimeOf({ scannedAt, now }: { readonly scannedAt: Date | null; readonly now: Date }): ScanTime {
  if (scannedAt === null) return { at: now, isClockAhead: false }
  const oldest = new Date(now.getTime() - oldestScanDays * 24 * 60 * minuteMs)
  if (scannedAt < oldest)
    throw new AppError('scan.too_old', { scannedAt: scannedAt.toISOString(), days: oldestScanDays })
  const isAhead = scannedAt > now
  return { at: isAhead ? now : scannedAt, isClockAhead: isAhead && !isWithinSkew(scannedAt, now) }
}

/**
 * Rule D3: something has happened to the book since this scan (it was lent, it was scanned elsewhere), so the scan no longer
 * applies. Two clocks that differ a little are no reason.
 */
export function isOvertaken(scanAt: Date, lastKnownAt: Date): boolean {
  return scanAt < lastKnownAt && !isWithinSkew(scanAt, lastKnownAt)
}

function isWithinSkew(a: Date, b: Date): boolean {
  return Math.abs(a.getTime() - b.getTime()) <= clockSkewMinutes * minuteMs
}

/** A loan is not returned before it began. */
export function notBefore(at: Date, beganAt: Date): Date {
  return at < beganAt ? beganAt : at
}
