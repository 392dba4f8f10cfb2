import { Button } from '../../components/button/button'
import { Box } from '../../components/host/host'
import { Row, Rows } from '../../components/row/row'
import { Section } from '../../components/section/section'
import { errorText, useText } from '../../i18n/text'
import { toast } from '../../lib/feedback'
import { money } from '../../lib/money'
import type { ChargeSubject } from './charge-sheet'
import { useFeeStep, type Fee } from './reader-account.hooks'
import s from './desk.module.scss'

interface FeesProps {
  readonly number: string
  readonly fees: readonly Fee[]
  readonly maySettle: boolean
  readonly onCharge: (subject: ChargeSubject) => void
}

/** What is to be paid or given back; paid elsewhere, marked here (L5). */
export function FeesOfReader({ number, fees, maySettle, onCharge }: FeesProps) {
  const t = useText()
  const add = maySettle
    ? { id: 'add-fee', text: t.readerAccount.addFee, onClick: () => onCharge({ kind: 'new' }) }
    : undefined
  return (
    <Section title={t.readerAccount.fees} action={add}>
      <Rows id="account-fees">
        {fees.length === 0 && <Row icon="done" title={t.readerAccount.noFees} />}
        {fees.map((fee) => (
          <Box key={fee.id}>
            <Row
              icon="list"
              title={[t.fees.reasons[fee.reason], fee.title?.title].filter((part) => part !== undefined).join(' · ')}
              text={[t.fees.statuses[fee.status], fee.barcode, fee.note]
                .filter((part) => part !== undefined)
                .join(' · ')}
              value={money(fee.amountCents)}
            />
            {maySettle && <Steps number={number} fee={fee} onCharge={onCharge} />}
          </Box>
        ))}
      </Rows>
    </Section>
  )
}

function Steps({ number, fee, onCharge }: Omit<FeesProps, 'fees' | 'maySettle'> & { readonly fee: Fee }) {
  const t = useText()
  const step = useFeeStep(number)
  const amount = money(fee.amountCents)
  const settle = (kind: 'paid' | 'refunded') =>
    step.mutate(kind === 'paid' ? { kind, id: fee.id } : { kind, id: fee.id }, {
      onError: (error) => toast(errorText(error, t)),
    })
  const busyText = step.isPending ? t.desk.working : undefined
  if (fee.status === 'to_refund')
    return (
      <Button
        id={`refund-${fee.id}`}
        kind="quiet"
        text={t.readerAccount.markRefunded}
        label={t.readerAccount.markRefundedOf(amount)}
        busyText={busyText}
        onClick={() => settle('refunded')}
      />
    )
  return (
    <Box className={s['feeSteps']}>
      <Button
        id={`paid-${fee.id}`}
        kind="quiet"
        text={t.readerAccount.markPaid}
        label={t.readerAccount.markPaidOf(amount)}
        busyText={busyText}
        onClick={() => settle('paid')}
      />
      <Button
        id={`waive-${fee.id}`}
        kind="plain"
        text={t.readerAccount.waive}
        label={t.readerAccount.waiveOf(amount)}
        onClick={() => onCharge({ kind: 'waive', fee })}
      />
    </Box>
  )
}
