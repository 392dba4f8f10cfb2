import { branchCalendar, type BranchCalendar } from '../../bff/contract/calendars'
import { calendarProblemsOf } from '../../bff/features/places/calendars.rules'
import { calendarChangesBetween } from '../../bff/features/rules/rule-changes.rules'
import { alwaysOpen } from '../support/opening-hours'

const usual = branchCalendar.parse(alwaysOpen)
const closed = (from: string, to = from) => ({ from, to, windows: [] })
const problems = (own: Partial<BranchCalendar>) =>
  calendarProblemsOf({ ...usual, ...own }).map(({ code, details }) => [code, details['path']])
const monday = (...windows: { opens: string; closes: string }[]) => ({ weekly: { ...usual.weekly, mon: windows } })

describe('a calendar (L4)', () => {
  it('may have a lunch break, a closed weekday, hours until midnight, and exceptions one after another', () => {
    expect(problems(monday({ opens: '08:00', closes: '12:00' }, { opens: '12:00', closes: '24:00' }))).toEqual([])
    expect(problems(monday())).toEqual([])
    expect(problems({ exceptions: [closed('2026-05-03', '2026-05-05'), closed('2026-05-01', '2026-05-02')] })).toEqual(
      [],
    )
  })

  it.each<[string, Partial<BranchCalendar>, [string, string][]]>([
    [
      'two exceptions for one day',
      { exceptions: [closed('2026-05-01', '2026-05-05'), closed('2026-05-05')] },
      [['calendar.overlap', 'exceptions.1']],
    ],
    [
      'an exception that ends before it starts',
      { exceptions: [closed('2026-05-05', '2026-05-04')] },
      [['calendar.ends_before_it_starts', 'exceptions.0.to']],
    ],
    [
      'hours that close before they open',
      monday({ opens: '22:00', closes: '08:00' }),
      [['calendar.closes_before_it_opens', 'weekly.mon.0']],
    ],
    [
      'hours out of order or over one another',
      monday({ opens: '08:00', closes: '13:00' }, { opens: '12:00', closes: '18:00' }),
      [['calendar.windows_out_of_order', 'weekly.mon.1']],
    ],
    [
      'hours of an exception that close as they open',
      { exceptions: [{ ...closed('2026-05-05'), windows: [{ opens: '09:00', closes: '09:00' }] }] },
      [['calendar.closes_before_it_opens', 'exceptions.0.windows.0']],
    ],
  ])('is refused with %s', (_what, own, expected) => {
    expect(problems(own)).toEqual(expected)
  })

  it('is compared weekday by weekday and exception by exception', () => {
    const note = { zh: '校庆', en: 'Anniversary' }
    const after = { ...usual, ...monday(), exceptions: [{ ...closed('2026-05-05'), note }] }
    expect(calendarChangesBetween(usual, after)).toEqual([
      {
        part: 'weekly',
        kind: 'changed',
        scope: { weekday: 'mon' },
        fields: [{ name: 'windows', before: '08:00-22:00', after: '' }],
      },
      {
        part: 'exceptions',
        kind: 'added',
        scope: { from: '2026-05-05', to: '2026-05-05' },
        fields: [
          { name: 'windows', before: null, after: '' },
          { name: 'note', before: null, after: '校庆 / Anniversary' },
        ],
      },
    ])
  })
})
