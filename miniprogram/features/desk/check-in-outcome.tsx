import type { ReactNode } from 'react'
import { CodeText } from '../../components/code-text/code-text'
import { Box } from '../../components/host/host'
import { Icon, type IconName } from '../../components/icon/icon'
import { useText, type Texts } from '../../i18n/text'
import { money } from '../../lib/money'
import { deadline } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import type { CheckedIn } from './desk.hooks'
import { deskProblem } from './desk-refusals'
import type { Scan } from './scan-log'
import s from './desk.module.scss'

export const outcomeIcons: Record<CheckedIn['outcome'], IconName> = {
  shelve_for_pickup: 'ready',
  send: 'transit',
  reshelve: 'loan',
  quarantine: 'pause',
  keep_at_desk: 'desk',
}

export const outcomeTones: Record<CheckedIn['outcome'], 'warm' | 'accent' | 'plain' | 'danger'> = {
  shelve_for_pickup: 'warm',
  send: 'accent',
  reshelve: 'plain',
  quarantine: 'danger',
  keep_at_desk: 'danger',
}

/** What the outcome is called: "send" says where to. */
export const outcomeWord = ({ outcome, to }: CheckedIn, t: Texts) =>
  outcome === 'send' && to !== undefined ? t.desk.sendTo(to.name) : t.desk.outcomes[outcome]

/** The last scan, to be read at arm's length. */
export function CheckInOutcome({ scan }: { readonly scan: Scan<CheckedIn> | undefined }) {
  const t = useText()
  if (scan === undefined)
    return <Panel tone="waiting" icon="scan" word={t.desk.scanWaiting} text={t.desk.scanWaitingText} />
  if (scan.state === 'working') return <Panel tone="waiting" icon="waiting" word={t.desk.working} text={scan.barcode} />
  if (scan.state === 'kept')
    return <Panel tone="waiting" icon="offline" word={t.kept.scan} text={t.kept.scanText(scan.barcode)} />
  if (scan.state === 'failed')
    return (
      <Panel tone="danger" icon="refused" word={t.desk.refused} text={deskProblem(scan.error, t)}>
        <Box className={s['outcomeBarcode']}>{scan.barcode}</Box>
      </Panel>
    )
  const { outcome } = scan.answer
  return (
    <Panel
      tone={outcomeTones[outcome]}
      icon={outcomeIcons[outcome]}
      word={outcomeWord(scan.answer, t)}
      text={outcome === 'reshelve' ? placeOf(scan.answer) : t.desk.outcomeTexts[outcome]}
    >
      <About answer={scan.answer} />
    </Panel>
  )
}

const placeOf = ({ copy }: CheckedIn) => [copy.floor, copy.area].filter((part) => part !== '').join(' ')

function Panel(props: {
  readonly tone: 'waiting' | 'warm' | 'accent' | 'plain' | 'danger'
  readonly icon: IconName
  readonly word: string
  readonly text: string
  readonly children?: ReactNode
}) {
  return (
    <Box id="outcome" className={`${s['outcome'] ?? ''} ${s[`outcome-${props.tone}`] ?? ''}`} role="status" live>
      <Box className={s['outcomeHead']}>
        <Icon name={props.icon} size="xl" />
        <Box className={s['outcomeWords']}>
          <Box className={s['outcomeWord']}>{props.word}</Box>
          <Box className={s['outcomeText']}>{props.text}</Box>
        </Box>
      </Box>
      {props.children}
    </Box>
  )
}

function About({ answer }: { readonly answer: CheckedIn }) {
  const t = useText()
  const now = useNow()
  const { booking, loan, fee, copy, title, outcome } = answer
  return (
    <>
      {answer.compartment !== undefined && (
        <Box className={s['readerNumber']}>{t.desk.compartment(answer.compartment)}</Box>
      )}
      {booking !== undefined && (outcome === 'shelve_for_pickup' || outcome === 'keep_at_desk') && (
        <Box className={s['outcomeReader']}>
          <Box className={s['readerNumber']}>{booking.reader.number}</Box>
          <Box>{booking.reader.name}</Box>
          {booking.pickupDeadline !== undefined && (
            <Box className={s['outcomeDeadline']}>
              {t.desk.keepUntil(deadline(booking.pickupDeadline, now, t.time))}
            </Box>
          )}
        </Box>
      )}
      {outcome === 'reshelve' && (
        <Box className={s['readerNumber']}>
          <CodeText text={copy.callNumber} />
        </Box>
      )}
      <Box className={s['outcomeTitle']}>{title.title}</Box>
      {fee !== undefined && (
        <Box className={s['outcomeText']}>
          {fee.status === 'to_refund' ? t.desk.foundToRefund : t.desk.foundWaived} · {money(fee.amountCents)}
        </Box>
      )}
      {answer.clock !== undefined && <Box className={s['outcomeText']}>{t.kept.clockAhead}</Box>}
      <Box className={s['outcomeBarcode']}>
        {copy.barcode}
        {loan !== undefined && ` · ${loan.isOverdue ? t.desk.returnedOverdue : t.desk.returned}`}
      </Box>
    </>
  )
}
