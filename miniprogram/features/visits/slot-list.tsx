import { Tap } from '../../components/button/tap'
import { Box, Span } from '../../components/host/host'
import { Icon } from '../../components/icon/icon'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { useText } from '../../i18n/text'
import { clockTime } from '../../lib/time'
import { useSlots, type Slot } from './visits.hooks'
import s from './visits.module.scss'

/** The times of a day, each with a bar of how full it is; a full one cannot be chosen, but for one's own. */
export function SlotList(props: {
  readonly pickupPointId: string
  readonly day: string
  /** Where the visit stands now: there is a place, it is mine. */
  readonly own: string | undefined
  readonly chosen: string | undefined
  readonly onChoose: (startsAt: string) => void
}) {
  const t = useText()
  const slots = useSlots(props.pickupPointId, props.day)
  return (
    <Resource
      of={slots}
      isEmpty={(items) => items.length === 0}
      empty={<Empty icon="clock" title={t.visits.noSlots} text={t.visits.noSlotsText} />}
    >
      {(items) => (
        <Box id="slots" className={s['slots']}>
          {items.map((slot) => (
            <SlotButton
              key={slot.startsAt}
              slot={slot}
              isOwn={slot.startsAt === props.own}
              isChosen={slot.startsAt === props.chosen}
              onChoose={() => props.onChoose(slot.startsAt)}
            />
          ))}
        </Box>
      )}
    </Resource>
  )
}

function SlotButton(props: {
  readonly slot: Slot
  readonly isOwn: boolean
  readonly isChosen: boolean
  readonly onChoose: () => void
}) {
  const { slot, isOwn, isChosen, onChoose } = props
  const t = useText()
  const { taken, capacity } = slot
  const isFull = taken >= capacity && !isOwn
  const time = t.visits.at(clockTime(slot.startsAt), clockTime(slot.endsAt))
  const room = isFull ? t.visits.full : t.visits.places(Math.max(isOwn ? 1 : 0, capacity - taken))
  return (
    <Tap
      id={`slot-${clockTime(slot.startsAt).replace(':', '-')}`}
      label={`${time} ${room}`}
      pressed={isChosen}
      disabled={isFull}
      onClick={isFull ? undefined : onChoose}
    >
      <Box className={[s['slot'], isChosen ? s['chosen'] : '', isFull ? s['full'] : ''].join(' ')}>
        <Box className={s['slotHead']}>
          <Span className={s['slotTime']}>{time}</Span>
          {isChosen && <Icon name="check" size="s" />}
        </Box>
        <Box className={s['bar']}>
          <Box className={s['taken']} style={{ width: `${String(Math.min(100, (taken / capacity) * 100))}%` }} />
        </Box>
        <Box className={s['room']}>{room}</Box>
      </Box>
    </Tap>
  )
}
