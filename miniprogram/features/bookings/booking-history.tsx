import { Box } from '../../components/host/host'
import { useText, type Texts } from '../../i18n/text'
import { moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import type { Booking } from './bookings.hooks'
import s from './bookings.module.scss'

/** What happened, newest first, in plain words. */
export function BookingHistory({ history }: { readonly history: Booking['history'] }) {
  const t = useText()
  const now = useNow()
  return (
    <Box className={s['history']} role="list">
      {[...history].reverse().map((step, n) => (
        <Box key={`${step.at}-${step.action}`} className={s['step']} role="listitem">
          <Box className={`${s['stepDot'] ?? ''} ${n === 0 ? (s['stepNow'] ?? '') : ''}`} />
          <Box className={s['stepWords']}>
            <Box>
              {step.pickupPoint === undefined
                ? wordOf(step, t)
                : t.bookings.stepTo(wordOf(step, t), step.pickupPoint.name)}
            </Box>
            <Box className={s['stepWhen']}>
              {moment(step.at, now, t.time)} · {t.bookings.by[step.by]}
            </Box>
          </Box>
        </Box>
      ))}
    </Box>
  )
}

function wordOf({ action, byDelegate }: Booking['history'][number], t: Texts): string {
  return byDelegate ? t.bookings.collectedByDelegate : t.bookings.steps[action]
}
