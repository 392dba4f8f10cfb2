import { BookRow } from '../../components/book-row/book-row'
import { Button } from '../../components/button/button'
import { Box } from '../../components/host/host'
import { refusalText, useText } from '../../i18n/text'
import type { Refusal } from '../../lib/api-error'
import { navigate } from '../../lib/navigation'
import { daysUntil, deadline, moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import type { Loan } from './loans.hooks'
import s from './loans.module.scss'

/** Within these days a due date is worth a colour. */
const soonDays = 3

const titleOf = ({ title, part }: Loan) => (part === undefined ? title.title : `${title.title} ${part}`)

/** When must it be back, and can I keep it longer? */
export function LoanRow(props: {
  readonly loan: Loan
  readonly refusals: readonly Refusal[]
  readonly isRenewing: boolean
  readonly onRenew: () => void
}) {
  const { loan, refusals, isRenewing, onRenew } = props
  const t = useText()
  const now = useNow()
  const days = daysUntil(loan.dueAt, now)
  const when = loan.isOverdue ? t.loans.overdueBy(-days) : t.loans.dueBy(deadline(loan.dueAt, now, t.time))
  return (
    <BookRow
      id={`loan-${loan.id}`}
      title={titleOf(loan)}
      authors={loan.title.authors}
      classNotation={loan.title.class}
      text={`${loan.copy.branch.name} · ${t.loans.renewals(loan.renewals)}`}
      trail={
        loan.allowedActions.includes('renew') && (
          <Box className={s['renew']}>
            <Button
              id={`renew-${loan.id}`}
              kind="quiet"
              text={t.loans.renew}
              label={`${t.loans.renew} ${titleOf(loan)}`}
              busyText={isRenewing ? t.loans.renewing : undefined}
              onClick={onRenew}
            />
          </Box>
        )
      }
    >
      <Box className={loan.isOverdue || days <= soonDays ? s['now'] : s['later']}>{when}</Box>
      {loan.dueBeforeRecall !== undefined && (
        <Box className={s['now']}>{t.loans.recalled(deadline(loan.dueBeforeRecall, now, t.time))}</Box>
      )}
      {loan.allowedActions.includes('show_gate_receipt') && (
        <Button
          id={`receipt-${loan.id}`}
          kind="plain"
          icon="door"
          text={t.lending.showReceipt}
          onClick={() => navigate('gateReceipt', { loanId: loan.id })}
        />
      )}
      {refusals.map((refusal) => (
        <Box key={refusal.code} className={s['refused']} live>
          {refusalText(refusal, t)}
          {refusal.remedy === undefined ? '' : ` · ${t.remedies[refusal.remedy]}`}
        </Box>
      ))}
    </BookRow>
  )
}

export function PastLoanRow({ loan }: { readonly loan: Loan }) {
  const t = useText()
  const now = useNow()
  return (
    <BookRow
      title={titleOf(loan)}
      authors={loan.title.authors}
      classNotation={loan.title.class}
      text={loan.copy.branch.name}
    >
      {loan.status === 'lost' && <Box className={s['now']}>{t.loans.lost}</Box>}
      {loan.returnedAt !== undefined && (
        <Box className={s['later']}>{t.loans.returned(moment(loan.returnedAt, now, t.time))}</Box>
      )}
    </BookRow>
  )
}
