import type { IconName } from '../../components/icon/icon'
import type { Texts } from '../../i18n/text'
import { deadline, relativeDay, startOfDay } from '../../lib/time'
import type { Booking } from './bookings.hooks'

type Status = Booking['status']

export interface Saying {
  /** One or two words. */
  readonly word: string
  /** Do I have to come, by when, where. */
  readonly sentence: string
  readonly tone: 'plain' | 'accent' | 'warm' | 'ok'
  readonly icon: IconName
}

const looks: Record<Status, Pick<Saying, 'tone' | 'icon'>> = {
  queued: { tone: 'plain', icon: 'waiting' },
  paging: { tone: 'accent', icon: 'booking' },
  in_transit: { tone: 'accent', icon: 'transit' },
  ready: { tone: 'warm', icon: 'ready' },
  collected: { tone: 'ok', icon: 'done' },
  expired: { tone: 'plain', icon: 'clock' },
  cancelled: { tone: 'plain', icon: 'cancel' },
  unfilled: { tone: 'plain', icon: 'refused' },
}

const isSuspended = ({ suspendedUntil }: Booking) => suspendedUntil !== undefined

/** A booking in the reader's words. */
export function bookingSays(booking: Booking, now: number, t: Texts): Saying {
  if (isSuspended(booking) && booking.status === 'queued')
    return { word: t.bookings.suspended, sentence: suspensionSays(booking, now, t), tone: 'plain', icon: 'pause' }
  return {
    ...looks[booking.status],
    word: t.bookings.status[booking.status],
    sentence: sentences[booking.status](booking, now, t),
  }
}

function suspensionSays({ suspendedUntil }: Booking, now: number, t: Texts): string {
  if (suspendedUntil === null || suspendedUntil === undefined) return t.bookings.says.suspendedOpen
  return t.bookings.says.suspendedUntil(relativeDay(startOfDay(suspendedUntil), now, t.time))
}

const sentences: Record<Status, (booking: Booking, now: number, t: Texts) => string> = {
  ready: ({ pickupDeadline }, now, t) =>
    pickupDeadline === undefined
      ? t.bookings.says.readyNoDeadline
      : t.bookings.says.ready(deadline(pickupDeadline, now, t.time)),
  paging: ({ readyBy }, now, t) =>
    readyBy === undefined || Date.parse(readyBy) <= now
      ? t.bookings.says.paging
      : t.bookings.says.pagingBy(deadline(readyBy, now, t.time)),
  in_transit: (_booking, _now, t) => t.bookings.says.inTransit,
  queued: ({ position }, _now, t) =>
    position === undefined ? t.bookings.says.queued : t.bookings.says.position(position),
  collected: (_booking, _now, t) => t.bookings.says.collected,
  expired: (_booking, _now, t) => t.bookings.says.expired,
  cancelled: (_booking, _now, t) => t.bookings.says.cancelled,
  unfilled: (_booking, _now, t) => t.bookings.says.unfilled,
}

export function titleOf({ title, part }: Booking, t: Texts): string {
  return part === undefined ? title.title : t.bookings.partOf(title.title, part)
}
