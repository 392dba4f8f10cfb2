import { useState, type ReactNode } from 'react'
import { BookRow } from '../../components/book-row/book-row'
import { Card } from '../../components/card/card'
import { Facts } from '../../components/facts/facts'
import { Button } from '../../components/button/button'
import { Box } from '../../components/host/host'
import { Icon } from '../../components/icon/icon'
import { Row, Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Section, Stack } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { useText, type Texts } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { useRefreshOnShow } from '../../lib/query-client'
import { deadline, moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { BookingActions } from './booking-actions'
import { BookingHistory } from './booking-history'
import { useBooking, type Booking } from './bookings.hooks'
import { bookingSays, titleOf } from './says'
import s from './bookings.module.scss'

/** One booking: must I come, by when, where; what I can change; what happened. */
export function BookingScreen({ id }: { readonly id: string }) {
  const t = useText()
  const booking = useBooking(id)
  const [sheet, setSheet] = useState<ReactNode>()
  useRefreshOnShow(['bookings', 'one', id])
  const isReady = booking.data?.status === 'ready'
  return (
    <Screen
      title={t.bookings.detail}
      overlay={sheet}
      footer={
        isReady && (
          <Button id="show-pass" wide icon="pass" text={t.bookings.showPass} onClick={() => navigate('pass')} />
        )
      }
    >
      <Resource of={booking}>
        {(data) => (
          <Stack>
            <Says booking={data} />
            <Rows>
              <BookRow
                id="open-title"
                title={titleOf(data, t)}
                authors={data.title.authors}
                classNotation={data.title.class}
                text={data.title.authors.join(t.common.separator)}
                onClick={() => navigate('title', { id: data.title.id })}
              />
            </Rows>
            <FactsOf booking={data} />
            {data.endedAt === undefined && (
              <Button
                id="delegate"
                kind="quiet"
                icon="share"
                text={t.passes.delegate}
                onClick={() => navigate('delegate', { bookingId: data.id })}
              />
            )}
            <SuggestPurchase booking={data} />
            <BookingActions booking={data} onSheet={setSheet} />
            <Section title={t.bookings.history}>
              <BookingHistory history={data.history} />
            </Section>
          </Stack>
        )}
      </Resource>
    </Screen>
  )
}

function Says({ booking }: { readonly booking: Booking }) {
  const t = useText()
  const now = useNow()
  const { word, sentence, tone, icon } = bookingSays(booking, now, t)
  return (
    <Card tone={tone === 'warm' ? 'warm' : tone === 'plain' ? 'sunk' : 'accent'}>
      <Box className={`${s['status'] ?? ''} ${s[tone] ?? ''}`}>
        <Icon name={icon} size="l" />
        <Box id="booking-status" className={s['statusWord']}>
          {word}
        </Box>
      </Box>
      <Box id="booking-says" className={s['says']}>
        {sentence}
      </Box>
    </Card>
  )
}

function FactsOf({ booking }: { readonly booking: Booking }) {
  const t = useText()
  const now = useNow()
  return (
    <Card>
      <Facts facts={factsOf(booking, now, t)} />
    </Card>
  )
}

function factsOf(booking: Booking, now: number, t: Texts) {
  const { pickupPoint, pickupDeadline, copy, expectedWaitDays } = booking
  return [
    {
      label: t.bookings.deadlineLabel,
      value: pickupDeadline === undefined ? undefined : deadline(pickupDeadline, now, t.time),
    },
    { label: t.bookings.pickupLabel, value: pickupPoint.name },
    { label: t.bookings.compartmentLabel, value: booking.compartment },
    {
      label: t.bookings.waitLabel,
      value:
        booking.status !== 'queued' || expectedWaitDays === undefined
          ? undefined
          : t.bookings.days(Math.ceil(expectedWaitDays)),
    },
    { label: t.bookings.copyLabel, value: copy === undefined ? undefined : `${copy.branch.name} ${copy.callNumber}` },
    { label: t.bookings.kindLabel, value: t.bookings.kinds[booking.kind] },
    { label: t.bookings.placedLabel, value: moment(booking.placedAt, now, t.time) },
  ]
}

/** A wait without an end, or a long one, leads on to 荐购. */
function SuggestPurchase({ booking }: { readonly booking: Booking }) {
  const t = useText()
  if (booking.status !== 'unfilled' && booking.status !== 'queued') return null
  const { id, title } = booking.title
  return (
    <Row
      id="suggest-purchase"
      icon="plus"
      title={t.suggestions.moreCopies(title)}
      onClick={() => navigate('suggestions', { titleId: id, title })}
    />
  )
}
