import type { Calendar } from './rules.hooks'

type Windows = Calendar['weekly']['mon']

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** `08:00-12:00 13:00-22:00`, as it is typed and shown. */
export const hoursText = (windows: Windows) => windows.map(({ opens, closes }) => `${opens}-${closes}`).join(' ')

/** What was typed, in any dash, comma or space; empty is closed; `undefined` where it cannot be read. */
export function hoursOf(typed: string): Windows | undefined {
  const parts = typed
    .replace(/：/g, ':')
    .replace(/\s*[-–—~～至]\s*/g, '-')
    .split(/[\s,，、;；]+/)
    .filter((part) => part !== '')
  const windows = parts.map((part) => {
    const [, opens, closes] = /^(\d{1,2}:\d{2})-(\d{1,2}:\d{2})$/.exec(part) ?? []
    return opens === undefined || closes === undefined
      ? undefined
      : { opens: opens.padStart(5, '0'), closes: closes.padStart(5, '0') }
  })
  const known = windows.filter((window) => window !== undefined)
  return known.length === windows.length && known.every(isInOrder) ? known : undefined
}

const isInOrder = ({ opens, closes }: Windows[number]) => opens < closes && isTime(opens) && isTime(closes)

const isTime = (time: string) => /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time)

export const isDay = (typed: string) => /^\d{4}-\d{2}-\d{2}$/.test(typed) && !Number.isNaN(Date.parse(typed))
