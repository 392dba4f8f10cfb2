import { Banner } from '../../components/banner/banner'
import { Choice } from '../../components/choice/choice'
import { Box } from '../../components/host/host'
import { Refusals } from '../../components/refusals/refusals'
import { Stack } from '../../components/section/section'
import { errorText, refusalText, useText } from '../../i18n/text'
import { hasCode, isUnanswered, refusalsOf } from '../../lib/api-error'
import { deadline } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import type { BookingOptions, PickupPoint } from './bookings.hooks'
import s from './bookings.module.scss'

interface BookingFormProps {
  readonly options: BookingOptions
  readonly problem: unknown
  readonly isSending: boolean
  readonly chosenId: string | undefined
  readonly onChoose: (pickupPointId: string) => void
}

export function BookingForm({ options, problem, isSending, chosenId, onChoose }: BookingFormProps) {
  const t = useText()
  if (options.refusals.length > 0)
    return (
      <Stack>
        <Box className={s['why']}>{t.bookings.cannotBook}</Box>
        <Refusals refusals={options.refusals} />
      </Stack>
    )
  return (
    <Stack>
      <Problem problem={problem} kind={options.kind} />
      <Kind options={options} />
      <Box className={s['where']} role="heading">
        {t.bookings.choosePickup}
      </Box>
      <PickupChoices points={options.pickupPoints} chosenId={chosenId} onChoose={onChoose} />
      {isSending && (
        <Box className={s['hint']} live>
          {t.bookings.sendingText}
        </Box>
      )}
    </Stack>
  )
}

/** What came back instead of a booking; a change of kind is a question, not an error. */
function Problem({ problem, kind }: { readonly problem: unknown; readonly kind: BookingOptions['kind'] }) {
  const t = useText()
  if (problem === null || problem === undefined) return null
  if (hasCode(problem, 'booking.kind_changed'))
    return (
      <Banner
        id="kind-changed"
        icon="warning"
        tone="warm"
        title={kind === 'hold' ? t.bookings.kindChangedToHold : t.bookings.kindChangedToPage}
      />
    )
  const refusals = refusalsOf(problem)
  if (refusals.length > 0) return <Refusals refusals={refusals} />
  return (
    <Banner
      id="booking-problem"
      icon="warning"
      tone="danger"
      title={errorText(problem, t)}
      text={isUnanswered(problem) ? t.bookings.unsureText : undefined}
    />
  )
}

function Kind({ options: { kind, queue } }: { readonly options: BookingOptions }) {
  const t = useText()
  if (kind === 'page') return <Banner id="kind-page" icon="ready" tone="ok" title={t.bookings.kindPage} />
  const wait =
    queue.expectedWaitDays === undefined
      ? t.bookings.waitUnknown
      : t.bookings.expectedWait(Math.ceil(queue.expectedWaitDays))
  return (
    <Banner
      id="kind-hold"
      icon="waiting"
      title={t.bookings.kindHold}
      text={`${t.bookings.kindHoldText(queue.length)} ${wait}`}
    />
  )
}

function PickupChoices(props: {
  readonly points: readonly PickupPoint[]
  readonly chosenId: string | undefined
  readonly onChoose: (id: string) => void
}) {
  const t = useText()
  const now = useNow()
  const says = ({ readyBy, refusals, pickupDays }: PickupPoint) => {
    if (refusals.length > 0) return refusals.map((refusal) => refusalText(refusal, t)).join(t.common.separator)
    const when = readyBy === undefined ? t.bookings.notifyWhenReady : t.bookings.readyBy(deadline(readyBy, now, t.time))
    return `${when} · ${t.bookings.kept(pickupDays)}`
  }
  return (
    <Stack>
      {props.points.map((point) => (
        <Choice
          key={point.id}
          id={`pickup-${point.id}`}
          title={point.name}
          text={says(point)}
          isChosen={point.id === props.chosenId}
          disabled={point.refusals.length > 0}
          onChoose={() => props.onChoose(point.id)}
        />
      ))}
    </Stack>
  )
}
