import { feeStatuses } from '../../bff/contract/fees'
import { canBecome, whenFound } from '../../bff/features/fees/fees.rules'
import { blocksOf } from '../../bff/features/readers/readers.rules'
import { mayOweCents } from '../../bff/features/rules/rules.rules'

describe('what becomes of a fee (L5)', () => {
  it('knows every promised step and no other', () => {
    const known = feeStatuses.flatMap((from) =>
      feeStatuses.filter((to) => canBecome(from, to)).map((to) => `${from} → ${to}`),
    )
    expect(known).toEqual(['open → paid', 'open → waived', 'paid → to_refund', 'to_refund → refunded'])
  })

  it.each([
    ['open', 'waived'],
    ['paid', 'to_refund'],
    ['waived', null],
    ['to_refund', null],
    ['refunded', null],
  ] as const)('of a lost book that is found: %s becomes %s', (before, after) => {
    expect(whenFound(before)).toBe(after)
  })
})

describe('owing fees (L5)', () => {
  const blocks = (owesCents: number, feeBlockCents: number | null) =>
    blocksOf({
      cardExpiresOn: '2030-01-01',
      blockedBecause: null,
      dueAt: [],
      overdueGraceDays: 0,
      owesCents,
      feeBlockCents,
      now: new Date('2026-03-02T02:00:00Z'),
      zone: 'Asia/Shanghai',
    })

  it('blocks above what may be owed, and says how much it is', () => {
    expect(blocks(2001, 2000)).toEqual([
      { code: 'reader.owes_fees', details: { amountCents: 2001 }, remedy: 'ask_the_desk' },
    ])
  })

  it.each([
    [2000, 2000],
    [0, 0],
    [99_999, null],
  ])('does not block who owes %s where %s may be owed', (owes, limit) => {
    expect(blocks(owes, limit)).toEqual([])
  })
})

describe('what may be owed (L3, L5)', () => {
  const limits = { category: null, openBookings: 5, openLoans: 5, overdueGraceDays: 0 }

  it.each([
    ['nothing said: fees block neither', {}, null, null],
    ['one limit said: it holds for renewals too', { feeBlockCents: 2000 }, 2000, 2000],
    ['a higher one for renewals', { feeBlockCents: 2000, renewalFeeBlockCents: 5000 }, 2000, 5000],
    ['one for renewals alone', { renewalFeeBlockCents: 0 }, null, 0],
  ])('%s', (_case, said, forNewOnes, forRenewals) => {
    expect(mayOweCents({ ...limits, ...said }, 'borrow_or_book')).toBe(forNewOnes)
    expect(mayOweCents({ ...limits, ...said }, 'renew')).toBe(forRenewals)
  })
})
