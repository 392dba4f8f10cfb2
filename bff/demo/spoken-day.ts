import { weekdays } from '../contract/common'
import { weekdayOf } from '../domain/calendar'
import type { Day } from '../domain/calendar'

const weekdaysZh = '一二三四五六日'
const weekdaysEn = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const monthsEn = 'January February March April May June July August September October November December'.split(' ')

/** A day as a notice on the wall says it: `12月3日（周四）`, `Thursday 3 December`. */
export function spokenDay(day: Day): { readonly zh: string; readonly en: string } {
  const month = Number(day.slice(5, 7))
  const date = Number(day.slice(8))
  const weekday = weekdays.indexOf(weekdayOf(day))
  return {
    zh: `${month}月${date}日（周${weekdaysZh.charAt(weekday)}）`,
    en: `${weekdaysEn[weekday] ?? ''} ${date} ${monthsEn[month - 1] ?? ''}`,
  }
}
