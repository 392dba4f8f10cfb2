import type { Calendar, OpeningWindow } from '../../bff/domain/calendar'
import { gridOn, slotAt, slotsToChoose, type Grid } from '../../bff/features/visits/slot-grid.rules'
import { alwaysOpen } from '../support/opening-hours'

const zone = 'Asia/Shanghai'
const settings = { intervalMinutes: 30, leadMinutes: 60, daysAhead: 3 }
// 2026-03-02 is a Monday; ten in the morning in the library
const now = new Date('2026-03-02T02:00:00.000Z')
const monday = '2026-03-02'

const hours = (opens: string, closes: string): OpeningWindow => ({ opens, closes })
const exception = (day: string, ...windows: OpeningWindow[]) => ({ from: day, to: day, windows })
const gridOf = (own: Partial<Calendar> = {}, other: Partial<Grid['settings']> = {}, inZone = zone): Grid => ({
  calendar: { ...alwaysOpen, ...own },
  settings: { ...settings, ...other },
  zone: inZone,
})

const local = (instant: Date) => instant.toLocaleTimeString('en-GB', { timeZone: zone, timeStyle: 'short' })
const starts = (grid: Grid, day: string) => gridOn(grid, day).map(({ startsAt }) => local(startsAt))
const offered = (grid: Grid, day: string, at = now) =>
  slotsToChoose(grid, day, at).map(({ startsAt }) => local(startsAt))

describe('the grid of a day (V1)', () => {
  it('cuts the opening hours into slots of the interval, each ending where the next begins', () => {
    const slots = gridOn(gridOf(), monday)
    expect(slots).toHaveLength(28)
    expect(slots[0]).toEqual({
      startsAt: new Date('2026-03-02T00:00:00.000Z'),
      endsAt: new Date('2026-03-02T00:30:00.000Z'),
    })
    expect(slots.at(-1)?.endsAt).toEqual(new Date('2026-03-02T14:00:00.000Z'))
    slots.slice(1).forEach(({ startsAt }, index) => expect(startsAt).toEqual(slots[index]?.endsAt))
  })

  it('has no slot that does not end before closing time', () => {
    const early = gridOf({ exceptions: [exception(monday, hours('09:00', '10:50'))] })
    expect(starts(early, monday)).toEqual(['09:00', '09:30', '10:00'])
    expect(starts(gridOf({ exceptions: [exception(monday, hours('09:00', '09:20'))] }), monday)).toEqual([])
  })

  it('begins anew after a break', () => {
    const withBreak = gridOf({ exceptions: [exception(monday, hours('09:10', '10:15'), hours('13:30', '14:30'))] })
    expect(starts(withBreak, monday)).toEqual(['09:10', '09:40', '13:30', '14:00'])
  })

  it('is empty on a closed day, and there on a closed weekday that is open for once', () => {
    const weekly = { ...alwaysOpen.weekly, tue: [] }
    const exceptions = [exception(monday), exception('2026-03-10', hours('10:00', '11:00'))]
    const grid = gridOf({ weekly, exceptions })
    expect(starts(grid, monday)).toEqual([])
    expect(starts(grid, '2026-03-03')).toEqual([])
    expect(starts(grid, '2026-03-10')).toEqual(['10:00', '10:30'])
  })

  it('goes on until midnight and stays on its day', () => {
    const late = gridOf({ exceptions: [exception(monday, hours('23:00', '24:00'))] })
    expect(gridOn(late, monday).map(({ endsAt }) => endsAt.toISOString())).toEqual([
      '2026-03-02T15:30:00.000Z',
      '2026-03-02T16:00:00.000Z',
    ])
    const lastOne = new Date('2026-03-02T15:30:00.000Z')
    expect(slotAt(late, lastOne, now)).toMatchObject({ slot: { startsAt: lastOne } })
  })

  it('keeps the interval in real minutes where a clock is put forward', () => {
    const night = gridOf({ exceptions: [exception('2026-03-29', hours('01:00', '04:00'))] }, {}, 'Europe/Berlin')
    expect(gridOn(night, '2026-03-29')).toHaveLength(4)
  })
})

describe('what can be chosen now (V1)', () => {
  it('begins after the lead time', () => {
    expect(offered(gridOf(), monday)[0]).toBe('11:00')
    expect(offered(gridOf(), monday, new Date('2026-03-02T02:00:01.000Z'))[0]).toBe('11:30')
    expect(offered(gridOf({}, { leadMinutes: 0 }), monday)[0]).toBe('10:00')
  })

  it('is nothing today when the lead time reaches past closing time, and tomorrow from the morning on', () => {
    const evening = new Date('2026-03-02T13:10:00.000Z')
    expect(offered(gridOf(), monday, evening)).toEqual([])
    expect(offered(gridOf(), '2026-03-03', evening)[0]).toBe('08:00')
  })

  it('reaches so many days ahead and never back', () => {
    expect(offered(gridOf(), '2026-03-05')).toHaveLength(28)
    expect(offered(gridOf(), '2026-03-06')).toEqual([])
    expect(offered(gridOf(), '2026-03-01')).toEqual([])
  })

  it('counts the days of the library: after its midnight a day more can be reached', () => {
    expect(offered(gridOf(), '2026-03-06', new Date('2026-03-02T15:59:00.000Z'))).toEqual([])
    expect(offered(gridOf(), '2026-03-06', new Date('2026-03-02T16:00:00.000Z'))).toHaveLength(28)
  })
})

describe('why a time is not to be had', () => {
  const at = (startsAt: string, grid = gridOf()) => slotAt(grid, new Date(startsAt), now)

  it('names every reason at once', () => {
    expect(at('2026-03-02T03:00:00.000Z')).toHaveProperty('slot')
    expect(at('2026-03-02T02:30:00.000Z')).toEqual({ refused: ['slot.too_soon'] })
    expect(at('2026-03-02T03:10:00.000Z')).toEqual({ refused: ['slot.not_on_grid'] })
    expect(at('2026-03-02T02:10:00.000Z')).toEqual({ refused: ['slot.not_on_grid', 'slot.too_soon'] })
    expect(at('2026-03-06T03:00:00.000Z')).toEqual({ refused: ['slot.not_on_grid'] })
    expect(at('2026-03-01T03:00:00.000Z')).toEqual({ refused: ['slot.too_soon'] })
    const closed = gridOf({ exceptions: [exception('2026-03-03')] })
    expect(at('2026-03-03T03:00:00.000Z', closed)).toEqual({ refused: ['pickup_point.closed', 'slot.not_on_grid'] })
  })
})
