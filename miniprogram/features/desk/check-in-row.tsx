import { Row } from '../../components/row/row'
import { Tag } from '../../components/tag/tag'
import { useText } from '../../i18n/text'
import { outcomeIcons, outcomeTones, outcomeWord } from './check-in-outcome'
import { deskProblem } from './desk-refusals'
import type { CheckedIn } from './desk.hooks'
import type { Scan } from './scan-log'

/** An earlier scan, in one line. */
export function CheckInRow({ scan }: { readonly scan: Scan<CheckedIn> }) {
  const t = useText()
  if (scan.state === 'working') return <Row icon="waiting" title={scan.barcode} text={t.desk.working} />
  if (scan.state === 'kept')
    return <Row icon="offline" title={scan.barcode} text={t.kept.row} trail={<Tag text={t.kept.tag} />} />
  if (scan.state === 'failed')
    return (
      <Row
        icon="refused"
        title={scan.barcode}
        text={deskProblem(scan.error, t)}
        trail={<Tag tone="danger" text={t.desk.refused} />}
      />
    )
  const { answer } = scan
  const reader = answer.outcome === 'shelve_for_pickup' ? answer.booking?.reader.number : undefined
  return (
    <Row
      icon={outcomeIcons[answer.outcome]}
      title={answer.title.title}
      text={[reader, answer.copy.barcode].filter((part) => part !== undefined).join(' · ')}
      trail={<Tag tone={outcomeTones[answer.outcome]} text={outcomeWord(answer, t)} />}
    />
  )
}
