import { useState } from 'react'
import { BookRow } from '../../components/book-row/book-row'
import { Button } from '../../components/button/button'
import { Chip, Chips } from '../../components/chip/chip'
import { Box } from '../../components/host/host'
import { Rows } from '../../components/row/row'
import { Stack } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { Tag } from '../../components/tag/tag'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { useRefreshOnShow } from '../../lib/query-client'
import { moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { useClosedBookings, useOpenBookings, type Booking } from './bookings.hooks'
import { bookingSays, titleOf } from './says'
import s from './bookings.module.scss'

/** Ready ones first, then what is on its way, then what waits. */
const order: Record<Booking['status'], number> = {
  ready: 0,
  in_transit: 1,
  paging: 2,
  queued: 3,
  collected: 4,
  expired: 4,
  cancelled: 4,
  unfilled: 4,
}

export function BookingList() {
  const t = useText()
  const [state, setState] = useState<'open' | 'closed'>('open')
  return (
    <Stack>
      <Chips>
        {(['open', 'closed'] as const).map((one) => (
          <Chip
            key={one}
            id={`bookings-${one}`}
            text={t.bookings[one]}
            isOn={state === one}
            onClick={() => setState(one)}
          />
        ))}
      </Chips>
      {state === 'open' ? <OpenBookings /> : <ClosedBookings />}
    </Stack>
  )
}

function OpenBookings() {
  const t = useText()
  const open = useOpenBookings()
  useRefreshOnShow(['bookings'])
  const empty = (
    <Empty icon="booking" title={t.bookings.noneOpen} text={t.bookings.noneOpenText}>
      <Button id="find-books" icon="search" text={t.bookings.findBooks} onClick={() => navigate('search')} />
    </Empty>
  )
  return (
    <Resource of={open} isEmpty={(items) => items.length === 0} empty={empty}>
      {(items) => (
        <Rows id="open-bookings">
          {[...items]
            .sort((a, b) => order[a.status] - order[b.status])
            .map((booking) => (
              <BookingRow key={booking.id} booking={booking} />
            ))}
        </Rows>
      )}
    </Resource>
  )
}

function ClosedBookings() {
  const t = useText()
  const now = useNow()
  const closed = useClosedBookings()
  return (
    <Resource
      of={closed}
      isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)}
      empty={<Empty icon="history" title={t.bookings.noneClosed} />}
    >
      {({ pages }) => (
        <>
          <Rows>
            {pages.flatMap(({ items }) =>
              items.map((booking) => (
                <BookingRow
                  key={booking.id}
                  booking={booking}
                  when={booking.endedAt === undefined ? undefined : moment(booking.endedAt, now, t.time)}
                />
              )),
            )}
          </Rows>
          {closed.hasNextPage && (
            <Button
              id="more-bookings"
              kind="plain"
              text={t.common.more}
              busyText={closed.isFetchingNextPage ? t.common.loading : undefined}
              onClick={() => void closed.fetchNextPage()}
            />
          )}
        </>
      )}
    </Resource>
  )
}

function BookingRow({ booking, when }: { readonly booking: Booking; readonly when?: string | undefined }) {
  const t = useText()
  const now = useNow()
  const { word, sentence, tone, icon } = bookingSays(booking, now, t)
  return (
    <BookRow
      id={`booking-${booking.id}`}
      title={titleOf(booking, t)}
      authors={booking.title.authors}
      classNotation={booking.title.class}
      text={booking.pickupPoint.name}
      onClick={() => navigate('booking', { id: booking.id })}
    >
      <Tag tone={tone} icon={icon} text={word} />
      <Box className={tone === 'warm' ? s['now'] : s['later']}>{when ?? sentence}</Box>
    </BookRow>
  )
}
