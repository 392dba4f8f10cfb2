import type { z } from 'zod'
import type { titleReference } from '../../contract/bookings'
import type { TitleSummary } from '../../contract/titles'
import type { Availability } from '../../infra/search/engine'
import type { ListedTitle } from './titles.model'

function authorsOf(title: Pick<ListedTitle, 'contributors'>): string[] {
  const authors = title.contributors.filter(({ role }) => role !== 'translator').map(({ name }) => name)
  return authors.length > 0 ? authors : title.contributors.map(({ name }) => name)
}

function presentTitleReference(title: ListedTitle): z.infer<typeof titleReference> {
  return {
    id: title._id,
    title: title.title,
    authors: authorsOf(title),
    ...(title.class === null ? {} : { class: title.class }),
  }
}

/** A title that is gone from the catalogue is still named in old bookings and loans. */
export function presentTitleReferenceOrGone(
  title: ListedTitle | undefined,
  id: string,
): z.infer<typeof titleReference> {
  return title ? presentTitleReference(title) : { id, title: '—', authors: [] }
}

type TitleCard = Omit<TitleSummary, 'availability'>

/** Everything of a list entry that does not change by the minute. */
export function presentTitleCard(title: ListedTitle): TitleCard {
  return {
    ...presentTitleReference(title),
    ...(title.subtitle === null ? {} : { subtitle: title.subtitle }),
    ...(title.edition === null ? {} : { edition: title.edition }),
    ...(title.publisher === null ? {} : { publisher: title.publisher }),
    ...(title.year === null ? {} : { year: title.year }),
    isbns: title.isbns,
    language: title.language,
    form: title.form,
  }
}

export function presentTitleSummary(title: ListedTitle, availability: Availability): TitleSummary {
  return { ...presentTitleCard(title), availability }
}
