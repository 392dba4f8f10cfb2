import { Choice } from '../../components/choice/choice'
import { Box } from '../../components/host/host'
import { Stack } from '../../components/section/section'
import { Sheet } from '../../components/sheet/sheet'
import { Resource } from '../../components/state/resource'
import { useText } from '../../i18n/text'
import { dayOf, relativeDay, startOfDay } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { usePickupPoints } from './bookings.hooks'
import s from './bookings.module.scss'

const spans = [
  { name: 'week', days: 7 },
  { name: 'twoWeeks', days: 14 },
  { name: 'month', days: 30 },
] as const

/** Until when others go first (B11). */
export function SuspendSheet(props: { readonly onClose: () => void; readonly onChoose: (day: string) => void }) {
  const t = useText()
  const now = useNow()
  return (
    <Sheet id="suspend-sheet" title={t.bookings.suspendTitle} onClose={props.onClose}>
      <Stack>
        <Box className={s['hint']}>{t.bookings.suspendText}</Box>
        {spans.map(({ name, days }) => {
          const day = dayOf(now, days)
          return (
            <Choice
              key={name}
              id={`suspend-${name}`}
              title={t.bookings.suspendFor[name]}
              text={t.bookings.suspendUntil(relativeDay(startOfDay(day), now, t.time))}
              isChosen={false}
              onChoose={() => props.onChoose(day)}
            />
          )
        })}
      </Stack>
    </Sheet>
  )
}

/** Another place to pick it up (B14). */
export function PickupSheet(props: {
  readonly currentId: string
  readonly onClose: () => void
  readonly onChoose: (pickupPointId: string) => void
}) {
  const t = useText()
  const points = usePickupPoints()
  return (
    <Sheet id="pickup-sheet" title={t.bookings.changePickup} onClose={props.onClose}>
      <Resource of={points}>
        {(items) => (
          <Stack>
            {items.map((point) => (
              <Choice
                key={point.id}
                id={`pickup-${point.id}`}
                title={point.name}
                text={`${t.bookings.pickupKinds[point.kind]} · ${t.bookings.kept(point.pickupDays)}`}
                isChosen={point.id === props.currentId}
                disabled={point.id === props.currentId}
                onChoose={() => props.onChoose(point.id)}
              />
            ))}
          </Stack>
        )}
      </Resource>
    </Sheet>
  )
}
