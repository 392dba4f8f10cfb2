import {
  codeExpiry,
  codeState,
  codeWarnings,
  hasRoom,
  type CodeStanding,
} from '../../bff/features/consultation-groups/consultation-groups.rules'

const uploadedAt = new Date('2026-03-02T01:00:00Z')
const day = 24 * 3600 * 1000
const after = (days: number) => new Date(uploadedAt.getTime() + days * day)

const aCode = (facts: Partial<CodeStanding> = {}): CodeStanding => ({
  uploadedAt,
  expiresAt: codeExpiry(uploadedAt),
  capacity: 200,
  joined: 20,
  isWithdrawn: false,
  ...facts,
})

describe('a group code (G1)', () => {
  it('lives seven days to the second', () => {
    expect(hasRoom(aCode(), new Date(after(7).getTime() - 1000))).toBe(true)
    expect(codeState(aCode(), after(7))).toBe('expired')
  })

  it('has room for the two-hundredth member and not for the next', () => {
    expect(hasRoom(aCode({ joined: 199 }), after(1))).toBe(true)
    expect(codeState(aCode({ joined: 200 }), after(1))).toBe('full')
  })

  it('is withdrawn whatever else it is', () => {
    expect(codeState(aCode({ isWithdrawn: true, joined: 200 }), after(8))).toBe('withdrawn')
  })
})

describe('staff are warned', () => {
  it('not while a fresh code has room', () => {
    expect(codeWarnings([aCode()], after(4.9))).toEqual([])
  })

  it('after five days', () => {
    expect(codeWarnings([aCode()], after(5))).toEqual(['expires_soon'])
  })

  it('at a hundred and eighty members', () => {
    expect(codeWarnings([aCode({ joined: 180 })], after(1))).toEqual(['nearly_full'])
  })

  it('of both at once', () => {
    expect(codeWarnings([aCode({ joined: 190 })], after(6))).toEqual(['expires_soon', 'nearly_full'])
  })

  it('not when another code can take over', () => {
    const fresh = aCode({ uploadedAt: after(5), expiresAt: codeExpiry(after(5)), joined: 0 })
    expect(codeWarnings([aCode({ joined: 190 }), fresh], after(6))).toEqual([])
  })

  it('when none is left: none brought, all full, expired or withdrawn', () => {
    expect(codeWarnings([], after(0))).toEqual(['none_left'])
    const gone = [aCode({ joined: 200 }), aCode({ isWithdrawn: true }), aCode({ expiresAt: after(1) })]
    expect(codeWarnings(gone, after(2))).toEqual(['none_left'])
  })
})
