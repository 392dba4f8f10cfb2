import { useState } from 'react'
import { Banner } from '../../components/banner/banner'
import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Chip, Chips } from '../../components/chip/chip'
import { Choice } from '../../components/choice/choice'
import { Box } from '../../components/host/host'
import { Section, Stack } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { useText } from '../../i18n/text'
import { refusalsOf } from '../../lib/api-error'
import type { ResponseOf } from '../../lib/call'
import { moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import type { WorkPlace } from '../../lib/work-place'
import { usePickupPoints } from './desk.hooks'
import { useDeskBooking, useParts, type FoundTitle } from './desk-booking.hooks'
import { deskProblem, DeskRefusals } from './desk-refusals'
import { OverrideButton } from './override-button'
import s from './desk.module.scss'

interface WishProps {
  readonly readerNumber: string
  readonly title: FoundTitle
  readonly place: WorkPlace
  readonly onAnother: () => void
}

/** One book for one reader: the part, where to collect it, and what the library says to it (C1). */
export function DeskBookingWish({ readerNumber, title, place, onAnother }: WishProps) {
  const t = useText()
  const [part, setPart] = useState<string>()
  const [pickupPointId, setPickupPointId] = useState(place.id)
  const parts = useParts(title.id)
  const booking = useDeskBooking()
  const wish = { readerNumber, titleId: title.id, part, pickupPointId }
  const refusals = refusalsOf(booking.error)
  if (booking.data !== undefined) return <Placed booking={booking.data} onAnother={onAnother} />
  return (
    <Stack>
      <Card>
        <Box className={s['outcomeTitle']}>{title.title}</Box>
        <Box className={s['note']}>
          {t.deskBooking.copies(title.availability.available, title.availability.copies, title.availability.queue)}
        </Box>
        <Button id="other-title" kind="plain" icon="undo" text={t.deskBooking.otherTitle} onClick={onAnother} />
      </Card>
      <Resource of={parts}>
        {(names) =>
          names.length > 0 && (
            <Section title={t.deskBooking.part}>
              <Chips>
                {names.map((name) => (
                  <Chip key={name} id={`part-${name}`} text={name} isOn={part === name} onClick={() => setPart(name)} />
                ))}
              </Chips>
            </Section>
          )
        }
      </Resource>
      <Where pickupPointId={pickupPointId} onChoose={setPickupPointId} />
      {refusals.length > 0 && (
        <>
          <DeskRefusals refusals={refusals} />
          <OverrideButton
            id="override-booking"
            refusals={refusals}
            words={t.deskBooking.overrideWords}
            onOverride={(override) => booking.mutate({ ...wish, override })}
          />
        </>
      )}
      {booking.isError && refusals.length === 0 && (
        <Banner id="booking-problem" icon="refused" tone="danger" title={deskProblem(booking.error, t)} />
      )}
      <Button
        id="place-desk-booking"
        wide
        icon="booking"
        text={t.deskBooking.place}
        disabled={(parts.data?.length ?? 0) > 0 && part === undefined}
        busyText={booking.isPending ? t.desk.working : undefined}
        onClick={() => booking.mutate(wish)}
      />
    </Stack>
  )
}

function Where(props: { readonly pickupPointId: string; readonly onChoose: (id: string) => void }) {
  const t = useText()
  return (
    <Section title={t.deskBooking.where}>
      <Resource of={usePickupPoints()}>
        {(points) => (
          <Stack>
            {points.map(({ id, name, branch }) => (
              <Choice
                key={id}
                id={`pickup-${id}`}
                title={name}
                text={branch.name}
                isChosen={id === props.pickupPointId}
                onChoose={() => props.onChoose(id)}
              />
            ))}
          </Stack>
        )}
      </Resource>
    </Section>
  )
}

function Placed(props: { readonly booking: ResponseOf<'POST /desk/bookings'>; readonly onAnother: () => void }) {
  const { title, status, position, readyBy, pickupPoint, override } = props.booking
  const t = useText()
  const now = useNow()
  const when =
    position !== undefined
      ? t.deskBooking.position(position)
      : readyBy === undefined
        ? t.bookings.status[status]
        : t.deskBooking.readyBy(moment(readyBy, now, t.time))
  return (
    <Stack>
      <Banner
        id="desk-booking-placed"
        icon="done"
        tone="ok"
        title={t.deskBooking.placed(title.title)}
        text={[when, pickupPoint.name, override && t.desk.overridden].filter((x) => x !== undefined).join(' · ')}
      />
      <Button id="another-title" wide kind="quiet" icon="plus" text={t.deskBooking.another} onClick={props.onAnother} />
    </Stack>
  )
}
