import { useState } from 'react'
import { Banner } from '../../components/banner/banner'
import { Button } from '../../components/button/button'
import { Chip, Chips } from '../../components/chip/chip'
import { Field } from '../../components/field/field'
import { Box } from '../../components/host/host'
import { Stack } from '../../components/section/section'
import { Sheet } from '../../components/sheet/sheet'
import { useText } from '../../i18n/text'
import { toast } from '../../lib/feedback'
import { centsOf } from '../../lib/money'
import { deskProblem } from './desk-refusals'
import { useFeeStep, type AccountLoan, type Fee, type FeeStep } from './reader-account.hooks'

export type ChargeSubject =
  | { readonly kind: 'new'; readonly loan?: AccountLoan }
  | { readonly kind: 'lost'; readonly loan: AccountLoan }
  | { readonly kind: 'waive'; readonly fee: Fee }

interface ChargeSheetProps {
  readonly subject: ChargeSubject
  readonly readerNumber: string
  readonly onClose: () => void
}

const reasons = ['overdue', 'damage', 'lost'] as const
/** A loan that is lost is reported, and ends with it. */
const reasonsOfLoan = ['damage', 'overdue'] as const

/** Amount and reason of a fee, the price of a lost book, or why a fee is let go. */
export function ChargeSheet({ subject, readerNumber, onClose }: ChargeSheetProps) {
  const t = useText()
  const [amount, setAmount] = useState('')
  const [note, setNote] = useState('')
  const loan = subject.kind === 'new' ? subject.loan : undefined
  const offered = loan === undefined ? reasons : reasonsOfLoan
  const [reason, setReason] = useState<Fee['reason']>(offered[0])
  const [isTried, setIsTried] = useState(false)
  const step = useFeeStep(readerNumber)
  const needsAmount = subject.kind !== 'waive'
  const wish = stepOf(subject, { amountCents: centsOf(amount), note: note.trim(), reason })
  const save = () => {
    setIsTried(true)
    if (wish === null || step.isPending) return
    step.mutate(wish, {
      onSuccess: () => {
        toast(t.readerAccount.saved)
        onClose()
      },
    })
  }
  const isAmountWrong = isTried && wish === null && needsAmount
  const isNoteWrong = isTried && wish === null && !needsAmount
  return (
    <Sheet
      id="charge"
      title={titles(subject, t.readerAccount)}
      onClose={onClose}
      footer={
        <Button
          id="save-charge"
          wide
          text={t.readerAccount.save}
          busyText={step.isPending ? t.desk.working : undefined}
          onClick={save}
        />
      }
    >
      <Stack>
        {subject.kind === 'lost' && <Box>{t.readerAccount.lostText(subject.loan.title.title)}</Box>}
        {loan !== undefined && <Box>{t.readerAccount.feeForLoanText(loan.title.title, loan.copy.barcode)}</Box>}
        {subject.kind === 'new' && (
          <Chips>
            {offered.map((each) => (
              <Chip
                key={each}
                id={`reason-${each}`}
                text={t.fees.reasons[each]}
                isOn={reason === each}
                onClick={() => setReason(each)}
              />
            ))}
          </Chips>
        )}
        {needsAmount && (
          <Field
            id="charge-amount"
            label={t.readerAccount.amount}
            placeholder="12.50"
            value={amount}
            maxLength={12}
            problem={isAmountWrong ? t.readerAccount.amountProblem : undefined}
            onChange={setAmount}
          />
        )}
        <Field
          id="charge-note"
          label={t.readerAccount.note}
          placeholder={t.readerAccount.note}
          value={note}
          maxLength={500}
          problem={isNoteWrong ? t.readerAccount.noteProblem : undefined}
          onChange={setNote}
        />
        {step.isError && <Banner icon="refused" tone="danger" title={deskProblem(step.error, t)} />}
      </Stack>
    </Sheet>
  )
}

interface Entered {
  readonly amountCents: number | null
  readonly note: string
  readonly reason: Fee['reason']
}

/** Null while something is missing. */
function stepOf(subject: ChargeSubject, { amountCents, note, reason }: Entered): FeeStep | null {
  if (subject.kind === 'waive') return note === '' ? null : { kind: 'waived', id: subject.fee.id, note }
  if (amountCents === null) return null
  const charge = { amountCents, ...(note === '' ? {} : { note }) }
  if (subject.kind === 'lost') return { kind: 'lost', loanId: subject.loan.id, ...charge }
  const about = subject.loan === undefined ? {} : { loanId: subject.loan.id }
  return amountCents === 0 ? null : { kind: 'new', reason, ...about, ...charge }
}

function titles({ kind }: ChargeSubject, words: ReturnType<typeof useText>['readerAccount']): string {
  if (kind === 'new') return words.addFee
  return kind === 'lost' ? words.lostTitle : words.waiveTitle
}
