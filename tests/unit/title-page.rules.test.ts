import { isWorthSuggesting } from '../../bff/features/titles/title-page.rules'

const unit = { serving: 2, available: 0, queue: 0 }

describe('asking the library to buy a title (荐购)', () => {
  it.each([
    ['where no copy can serve', [{ ...unit, serving: 0 }], 20, true],
    ['where the library has none at all', [{ serving: 0, available: 0, queue: 0 }], null, true],
    ['not where one is there', [{ ...unit, available: 1, queue: 9 }], 90, false],
    ['not where all are out and one comes back soon', [{ ...unit, queue: 1 }], 20, false],
    ['where who begins to wait now waits a month (B17)', [{ ...unit, queue: 2 }], 20, true],
    ['where nothing is known of loans and every copy is waited for', [{ ...unit, queue: 2 }], null, true],
    ['not where nothing is known and nobody waits', [unit], null, false],
    [
      'where that holds for one part of it',
      [
        { ...unit, available: 1 },
        { ...unit, serving: 0 },
      ],
      20,
      true,
    ],
  ])('is worth it %s', (_where, units, meanLoanDays, worth) => {
    expect(isWorthSuggesting(units, meanLoanDays)).toBe(worth)
  })
})
