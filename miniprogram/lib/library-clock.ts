import { readStored, store } from './storage'

/** Less than this is the way of the answer, not the phone's clock. */
const worthCorrectingMs = 30_000

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

let aheadMs = readStored('clock-ahead', isNumber) ?? 0

/** Every answer tells what time it is at the library; kept, because a scan without a network needs it most. */
export function noteLibraryTime(header: Readonly<Record<string, unknown>>): void {
  const date = header['date'] ?? header['Date']
  const told = typeof date === 'string' ? Date.parse(date) : Number.NaN
  if (Number.isNaN(told)) return
  const measured = Date.now() - told
  const next = Math.abs(measured) < worthCorrectingMs ? 0 : measured
  if (Math.abs(next - aheadMs) < worthCorrectingMs && next !== 0) return
  if (next !== aheadMs) store('clock-ahead', next)
  aheadMs = next
}

/** The library's time, also on a phone whose clock is wrong. */
export const libraryNow = () => new Date(Date.now() - aheadMs)
