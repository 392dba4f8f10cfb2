import { expectedArrival } from '../../bff/features/copies/transit.rules'
import { alwaysOpen } from '../support/opening-hours'

const zone = 'Asia/Shanghai'
const since = new Date('2026-03-06T02:00:00.000Z')

describe('until when a book on the road is expected (B17)', () => {
  it('is the end of the day after the days of the way', () => {
    const arrival = expectedArrival({ since, days: 1, calendar: alwaysOpen, zone })
    expect(arrival.toISOString()).toBe('2026-03-07T15:59:59.000Z')
  })

  it('is the same day within a branch, and never a closed day of the branch it goes to', () => {
    const closedToday = { ...alwaysOpen, exceptions: [{ from: '2026-03-06', to: '2026-03-08', windows: [] }] }
    expect(expectedArrival({ since, days: 0, calendar: alwaysOpen, zone }).toISOString()).toMatch(/^2026-03-06T15/)
    expect(expectedArrival({ since, days: 0, calendar: closedToday, zone }).toISOString()).toMatch(/^2026-03-09T15/)
  })
})
