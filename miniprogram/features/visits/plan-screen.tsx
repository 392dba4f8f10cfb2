import { useState } from 'react'
import { Banner } from '../../components/banner/banner'
import { Button } from '../../components/button/button'
import { Chip, Chips } from '../../components/chip/chip'
import { Choice } from '../../components/choice/choice'
import { Refusals } from '../../components/refusals/refusals'
import { Screen } from '../../components/screen/screen'
import { Section, Stack } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { errorText, useText } from '../../i18n/text'
import { refusalsOf } from '../../lib/api-error'
import { toast } from '../../lib/feedback'
import { navigate, replaceWith } from '../../lib/navigation'
import { dayOf, moment, relativeDay, startOfDay } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { SlotList } from './slot-list'
import { useOpenVisits, usePickupPoint, usePlanVisit, useReadyAt, type Visit } from './visits.hooks'

/** Days × times at a pickup point, for all books that lie ready there; what is planned there already is changed. */
export function PlanScreen({ pickupPointId }: { readonly pickupPointId: string }) {
  const t = useText()
  const open = useOpenVisits()
  return open.data === undefined ? (
    <Screen title={t.visits.plan}>
      <Resource of={open}>{() => null}</Resource>
    </Screen>
  ) : (
    <Plan
      pickupPointId={pickupPointId}
      planned={open.data.find(({ pickupPoint }) => pickupPoint.id === pickupPointId)}
    />
  )
}

function Plan({ pickupPointId, planned }: { readonly pickupPointId: string; readonly planned: Visit | undefined }) {
  const t = useText()
  const now = useNow()
  const ready = useReadyAt(pickupPointId)
  const point = usePickupPoint(pickupPointId)
  const [day, setDay] = useState(() => dayOf(planned?.startsAt ?? now))
  const [startsAt, setStartsAt] = useState(planned?.startsAt)
  const [left, setLeft] = useState<readonly string[]>([])
  const plan = usePlanVisit(planned)
  const bookingIds = (ready.data ?? []).map(({ id }) => id).filter((id) => !left.includes(id))
  const missing = startsAt === undefined ? t.visits.submitNone : bookingIds.length === 0 ? t.visits.submitNoBook : null
  const submit = () => {
    if (startsAt === undefined) return
    plan.mutate(
      { pickupPointId, startsAt, bookingIds },
      {
        onSuccess: ({ id }) => {
          toast(planned === undefined ? t.visits.planned : t.visits.changed)
          replaceWith('visit', { id })
        },
      },
    )
  }
  return (
    <Screen
      title={planned === undefined ? t.visits.plan : t.visits.change}
      footer={
        (ready.data?.length ?? 0) > 0 && (
          <Button
            id="submit-visit"
            wide
            icon="check"
            text={missing ?? t.visits.submit(moment(startsAt ?? '', now, t.time))}
            disabled={missing !== null}
            busyText={plan.isPending ? t.common.sending : undefined}
            onClick={submit}
          />
        )
      }
    >
      <Resource of={ready} isEmpty={(books) => books.length === 0} empty={<NoBooks />}>
        {(books) => (
          <Stack>
            {point.data?.visits?.isRequired === true && <Banner icon="info" title={t.visits.required} />}
            <Problem problem={plan.error} />
            <Section title={t.visits.chooseDay} note={point.data?.name}>
              <Days day={day} daysAhead={point.data?.visits?.daysAhead ?? 0} onChoose={setDay} />
            </Section>
            <Section title={t.visits.chooseTime}>
              <SlotList
                pickupPointId={pickupPointId}
                day={day}
                own={planned?.startsAt}
                chosen={startsAt}
                onChoose={setStartsAt}
              />
            </Section>
            <Section title={t.visits.books} note={t.visits.booksOf(bookingIds.length)}>
              {books.map(({ id, title }) => (
                <Choice
                  key={id}
                  id={`book-${id}`}
                  title={title.title}
                  text={title.authors.join(t.common.separator)}
                  isChosen={!left.includes(id)}
                  onChoose={() => setLeft(left.includes(id) ? left.filter((one) => one !== id) : [...left, id])}
                />
              ))}
            </Section>
          </Stack>
        )}
      </Resource>
    </Screen>
  )
}

function Days(props: { readonly day: string; readonly daysAhead: number; readonly onChoose: (day: string) => void }) {
  const t = useText()
  const now = useNow()
  const days = Array.from({ length: props.daysAhead + 1 }, (_, ahead) => dayOf(now, ahead))
  return (
    <Chips>
      {days.map((day) => (
        <Chip
          key={day}
          id={`day-${day}`}
          text={relativeDay(startOfDay(day), now, t.time)}
          isOn={day === props.day}
          onClick={() => props.onChoose(day)}
        />
      ))}
    </Chips>
  )
}

function Problem({ problem }: { readonly problem: unknown }) {
  const t = useText()
  if (problem === null) return null
  const refusals = refusalsOf(problem)
  if (refusals.length > 0) return <Refusals refusals={refusals} />
  return <Banner id="visit-problem" icon="warning" tone="danger" title={errorText(problem, t)} />
}

function NoBooks() {
  const t = useText()
  return (
    <Empty icon="ready" title={t.visits.noBooks} text={t.visits.noBooksText}>
      <Button id="see-bookings" text={t.visits.seeBookings} onClick={() => navigate('bookings')} />
    </Empty>
  )
}
