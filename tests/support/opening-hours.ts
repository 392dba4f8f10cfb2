import type { Calendar } from '../../bff/domain/calendar'

const fromEightToTen = [{ opens: '08:00', closes: '22:00' }]

/** Open every day from eight to ten in the evening. */
export const alwaysOpen: Calendar = {
  weekly: {
    mon: fromEightToTen,
    tue: fromEightToTen,
    wed: fromEightToTen,
    thu: fromEightToTen,
    fri: fromEightToTen,
    sat: fromEightToTen,
    sun: fromEightToTen,
  },
  exceptions: [],
}
