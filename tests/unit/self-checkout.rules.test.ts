import {
  acceptedWindows,
  foldCode,
  placeRefusals,
  windowEnds,
  windowOf,
} from '../../bff/features/self-checkout/self-checkout.rules'
import { shortCode } from '../../bff/infra/short-code'

describe('the code of a reading room (L6)', () => {
  it('changes every ten minutes, and the one before is still good', () => {
    const before = new Date('2026-03-02T02:09:59.999Z')
    const after = new Date('2026-03-02T02:10:00.000Z')
    expect(windowOf(after)).toBe(windowOf(before) + 1)
    expect(acceptedWindows(after)).toEqual([windowOf(after), windowOf(before)])
    expect(windowEnds(windowOf(before))).toEqual(after)
  })

  it.each(['abcd-2345', ' ABCD 2345 ', 'AbCd2345'])('is the same however it is typed: %s', (typed) => {
    expect(foldCode(typed)).toBe('ABCD2345')
  })

  it('has no letters that are mistaken for digits, and belongs to one secret and one place', () => {
    const code = shortCode('secret', 'place a 1', 8)
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{8}$/)
    expect(code).toBe(shortCode('secret', 'place a 1', 8))
    expect(code).not.toBe(shortCode('secret', 'place a 2', 8))
    expect(code).not.toBe(shortCode('other', 'place a 1', 8))
  })
})

describe('where one may borrow alone (L6)', () => {
  const codes = (own: Partial<Parameters<typeof placeRefusals>[0]> = {}) =>
    placeRefusals({ roomBranchId: 'main', copyBranchId: 'main', isWaitedFor: false, ...own }).map(({ code }) => code)

  it('is a room of the branch where the copy is, while nobody is before', () => {
    expect(codes()).toEqual([])
    expect(codes({ roomBranchId: null })).toEqual(['place_code.invalid'])
    expect(codes({ roomBranchId: 'law', isWaitedFor: true })).toEqual(['place_code.other_branch', 'copy.waited_for'])
  })
})
