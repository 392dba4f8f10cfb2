import { readerOf } from '../../bff/domain/of-reader'
import { forgottenBefore, refusalsOfErasure } from '../../bff/features/privacy/privacy.rules'

describe('being forgotten (X1)', () => {
  it('is possible once nothing is open', () => {
    expect(refusalsOfErasure({ loans: 0, bookings: 0, unsettledCents: 0 })).toEqual([])
  })

  it('names everything that is open, at once', () => {
    expect(refusalsOfErasure({ loans: 2, bookings: 1, unsettledCents: 350 })).toEqual([
      { code: 'erasure.open_loans', details: { open: 2 }, remedy: 'see_your_loans' },
      { code: 'erasure.open_bookings', details: { open: 1 }, remedy: 'see_your_bookings' },
      { code: 'erasure.unsettled_fees', details: { amountCents: 350 }, remedy: 'ask_the_desk' },
    ])
  })

  it('comes so many days after the end', () => {
    expect(forgottenBefore(new Date('2026-03-31T08:00:00Z'), 30)).toEqual(new Date('2026-03-01T08:00:00Z'))
  })

  it('never happens to what is open', () => {
    expect(() => readerOf({ readerId: null })).toThrow('open, and of nobody')
  })
})
