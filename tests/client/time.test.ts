import { en } from '../../miniprogram/i18n/en'
import { zhCn } from '../../miniprogram/i18n/zh-cn'
import { dayOf, daysUntil, deadline, localTime, moment, relativeDay, startOfDay } from '../../miniprogram/lib/time'

/** Monday 23 November 2026, 16:00 in the library (UTC+8). */
const now = Date.parse('2026-11-23T08:00:00Z')
const zh = zhCn.time

test.each([
  ['2026-11-23T15:00:00Z', '今天'],
  ['2026-11-24T01:00:00Z', '明天'],
  ['2026-11-25T01:00:00Z', '后天'],
  ['2026-11-22T01:00:00Z', '昨天'],
  ['2026-11-27T01:00:00Z', '周五'],
  ['2026-12-05T01:00:00Z', '12月5日'],
  ['2027-09-01T01:00:00Z', '2027年9月1日'],
])('%s is said as near as it is: %s', (instant, said) => {
  expect(relativeDay(instant, now, zh)).toBe(said)
})

test('the day changes at the library’s midnight, not at Greenwich’s', () => {
  expect(relativeDay('2026-11-23T15:59:00Z', now, zh)).toBe('今天')
  expect(relativeDay('2026-11-23T16:00:00Z', now, zh)).toBe('明天')
})

test('a deadline at the end of a day is said as the day itself', () => {
  expect(deadline('2026-11-24T15:59:59.999Z', now, zh)).toBe('明天之内')
  expect(deadline('2026-11-24T16:00:00Z', now, zh)).toBe('明天之内')
})

test('a deadline with an hour tells the hour', () => {
  expect(deadline('2026-11-24T10:00:00Z', now, zh)).toBe('明天 18:00 前')
  expect(deadline('2026-11-24T10:00:00Z', now, en.time)).toBe('by tomorrow 18:00')
})

test('in English the day after tomorrow is its weekday', () => {
  expect(deadline('2026-11-25T15:59:59Z', now, en.time)).toBe('by end of Wednesday')
})

test('what has just happened is said in minutes', () => {
  expect(moment('2026-11-23T07:59:40Z', now, zh)).toBe('刚刚')
  expect(moment('2026-11-23T07:48:00Z', now, zh)).toBe('12 分钟前')
  expect(moment('2026-11-22T01:12:00Z', now, zh)).toBe('昨天 09:12')
})

test('an overdue loan counts whole days in the library’s calendar', () => {
  expect(daysUntil('2026-11-20T15:59:59Z', now)).toBe(-3)
  expect(daysUntil('2026-11-25T15:59:59Z', now)).toBe(2)
})

test('a calendar day begins at the library’s midnight and comes back as itself', () => {
  expect(localTime(startOfDay('2026-03-02'))).toMatchObject({ month: 3, day: 2, hour: 0, minute: 0 })
  expect(dayOf(now, 7)).toBe('2026-11-30')
})
