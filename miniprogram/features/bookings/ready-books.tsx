import { BookRow } from '../../components/book-row/book-row'
import { Box } from '../../components/host/host'
import { Rows } from '../../components/row/row'
import { Section } from '../../components/section/section'
import { useText } from '../../i18n/text'
import { deadline } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { useOpenBookings } from './bookings.hooks'
import { titleOf } from './says'
import s from './bookings.module.scss'

/** What one scan of the pass hands over. */
export function ReadyBooks() {
  const t = useText()
  const now = useNow()
  const open = useOpenBookings().data
  // not known is not none
  if (open === undefined) return null
  const ready = open.filter(({ status }) => status === 'ready')
  return (
    <Section title={t.bookings.readyBooks}>
      {ready.length === 0 ? (
        <Box className={s['hint']}>{t.bookings.noReadyBooks}</Box>
      ) : (
        <Rows>
          {ready.map((booking) => (
            <BookRow
              key={booking.id}
              size="s"
              title={titleOf(booking, t)}
              authors={booking.title.authors}
              classNotation={booking.title.class}
              text={booking.pickupPoint.name}
            >
              {booking.pickupDeadline !== undefined && (
                <Box className={s['now']}>{deadline(booking.pickupDeadline, now, t.time)}</Box>
              )}
            </BookRow>
          ))}
        </Rows>
      )}
    </Section>
  )
}
