import type { groupCodeWarnings } from '../../contract/consultation-groups'

type Warning = (typeof groupCodeWarnings)[number]

/** WeChat's own limits of a group code (G1). */
const codeLifeDays = 7
export const codeCapacity = 200
/** When staff are told to bring a new one. */
const warnAfterDays = 5
const warnAtMembers = 180

const dayMs = 24 * 3600 * 1000

export interface CodeStanding {
  readonly uploadedAt: Date
  readonly expiresAt: Date
  readonly capacity: number
  readonly joined: number
  readonly isWithdrawn: boolean
}

export function codeExpiry(uploadedAt: Date): Date {
  return new Date(uploadedAt.getTime() + codeLifeDays * dayMs)
}

export function codeState(code: CodeStanding, now: Date): 'in_use' | 'full' | 'expired' | 'withdrawn' {
  if (code.isWithdrawn) return 'withdrawn'
  if (code.expiresAt <= now) return 'expired'
  return code.joined < code.capacity ? 'in_use' : 'full'
}

export function hasRoom(code: CodeStanding, now: Date): boolean {
  return codeState(code, now) === 'in_use'
}

/** What staff should know: none is left, or every code that is left will soon be gone. */
export function codeWarnings(codes: readonly CodeStanding[], now: Date): Warning[] {
  const usable = codes.filter((code) => hasRoom(code, now))
  if (usable.length === 0) return ['none_left']
  const warnings: Warning[] = []
  if (usable.every(({ uploadedAt }) => now.getTime() - uploadedAt.getTime() >= warnAfterDays * dayMs)) {
    warnings.push('expires_soon')
  }
  if (usable.every(({ joined }) => joined >= warnAtMembers)) warnings.push('nearly_full')
  return warnings
}
