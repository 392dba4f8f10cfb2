import type { Bilingual } from '../../domain/language'

interface Dates {
  readonly startsAt: Date | null
  readonly endsAt: Date | null
}

/** From when a notice is shown: its own start, else the moment it was first published. */
export function shownFromOf(dates: Dates, publishedAt: Date): Date {
  return dates.startsAt ?? publishedAt
}

/** A notice that ends before it starts would never be seen. */
export function endsBeforeItStarts(dates: Dates, publishedAt: Date): boolean {
  return dates.endsAt !== null && dates.endsAt <= shownFromOf(dates, publishedAt)
}

/** A title is one line, whatever was pasted. */
export function oneLineTitle(title: Bilingual): { zh: string; en?: string } {
  const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
  return title.en ? { zh: oneLine(title.zh), en: oneLine(title.en) } : { zh: oneLine(title.zh) }
}
