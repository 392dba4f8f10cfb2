import { refusalCodes } from '../../bff/contract/errors'
import { permissions } from '../../bff/contract/session'
import { weigh } from '../../bff/domain/override'

const all = refusalCodes.map((code) => ({ code, details: {} }))
const overriddenBy = (held: readonly (typeof permissions)[number][]) =>
  weigh(all, { account: 'a', permissions: held, override: refusalCodes }).overridden

describe('what a librarian may pass over (C1)', () => {
  it.each([
    ['override.limit', ['booking.limit_reached', 'loan.limit_reached']],
    ['override.blocks', ['reader.blocked', 'reader.card_expired', 'reader.overdue', 'reader.owes_fees']],
    ['override.waited_for', ['copy.waited_for']],
    ['override.reference_only', ['copy.reference_only']],
    ['override.visit_required', ['visit.required']],
  ] as const)('with %s: %j', (permission, codes) => {
    expect([...overriddenBy([permission])].sort()).toEqual([...codes].sort())
  })

  it('is nothing by any other permission', () => {
    expect(overriddenBy(permissions.filter((permission) => !permission.startsWith('override.')))).toEqual([])
  })

  it('is never that a copy is not there, nor that a book is booked or lent already', () => {
    const standing = weigh(all, { account: 'a', permissions, override: refusalCodes }).standing.map(({ code }) => code)
    expect(standing).toEqual(
      expect.arrayContaining(['copy.not_available', 'booking.already_open', 'title.already_on_loan', 'copy.not_known']),
    )
  })

  it('is only what is asked for; the others say whether they could be', () => {
    const refusals = [
      { code: 'loan.limit_reached', details: { limit: 1 } },
      { code: 'reader.blocked', details: {} },
      { code: 'copy.not_available', details: {} },
    ] as const
    const staff = {
      account: 'a',
      permissions: ['override.limit', 'override.blocks'],
      override: ['reader.blocked'],
    } as const
    expect(weigh(refusals, staff)).toEqual({
      standing: [
        { code: 'loan.limit_reached', details: { limit: 1 }, overridable: true },
        { code: 'copy.not_available', details: {} },
      ],
      overridden: ['reader.blocked'],
    })
  })

  it('is nothing for a reader', () => {
    expect(weigh(all, null)).toEqual({ standing: all, overridden: [] })
  })
})
