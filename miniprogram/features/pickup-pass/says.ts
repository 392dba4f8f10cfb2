import type { Texts } from '../../i18n/text'
import { moment } from '../../lib/time'
import type { DelegatedPass } from './delegated.hooks'
import { spoken } from './pickup-pass.hooks'

type Book = Pick<DelegatedPass['bookings'][number], 'title' | 'part'>

export function titleOf({ title, part }: Book, t: Texts): string {
  return part === undefined ? title.title : t.bookings.partOf(title.title, part)
}

/** "《A》等 2 册". */
export function booksOf({ bookings }: Pick<DelegatedPass, 'bookings'>, t: Texts): string {
  const [first] = bookings
  return first === undefined ? '' : t.messages.books(titleOf(first, t), bookings.length)
}

/** What a friend needs to know, in one message. */
export function invitation(pass: DelegatedPass, now: number, t: Texts): string {
  const places = [...new Set(pass.bookings.map(({ pickupPoint }) => pickupPoint.name))].join(t.common.separator)
  return t.passes.invitation({
    books: booksOf(pass, t),
    place: places,
    digits: spoken(pass.digits),
    until: moment(pass.expiresAt, now, t.time),
  })
}
