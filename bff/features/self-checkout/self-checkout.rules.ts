import type { Refusal } from '../../contract/common'

export const placeCodeLength = 8
export const gateCodeLength = 6

/** How long a rotating code is shown. */
const windowMs = 10 * 60_000

/** The window that an instant lies in. */
export function windowOf(now: Date): number {
  return Math.floor(now.getTime() / windowMs)
}

export function windowEnds(window: number): Date {
  return new Date((window + 1) * windowMs)
}

/** Rule L6: the code that is shown, and the one before it, for who read it just before it changed. */
export function acceptedWindows(now: Date): readonly number[] {
  return [windowOf(now), windowOf(now) - 1]
}

/** As it is typed: spaces, dashes and small letters do not matter. */
export function foldCode(typed: string): string {
  return typed.replace(/[\s-]/g, '').toUpperCase()
}

interface Place {
  /** The branch of the room whose code was given; null: there is no such code now. */
  readonly roomBranchId: string | null
  /** Where the copy is: its own branch, or the one whose pickup shelf it lies on. */
  readonly copyBranchId: string
  /** Somebody else is next in the queue that this copy serves. */
  readonly isWaitedFor: boolean
}

/** Rule L6: every reason of place and queue; those of reader and copy are the loan's own. */
export function placeRefusals({ roomBranchId, copyBranchId, isWaitedFor }: Place): Refusal[] {
  const refusals: Refusal[] = []
  if (roomBranchId === null)
    refusals.push({ code: 'place_code.invalid', details: {}, remedy: 'read_the_code_in_the_room' })
  else if (roomBranchId !== copyBranchId)
    refusals.push({ code: 'place_code.other_branch', details: {}, remedy: 'read_the_code_in_the_room' })
  if (isWaitedFor) refusals.push({ code: 'copy.waited_for', details: {}, remedy: 'choose_another_copy' })
  return refusals
}
