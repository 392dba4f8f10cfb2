import { useState } from 'react'
import { Button } from '../../components/button/button'
import { Chip, Chips } from '../../components/chip/chip'
import { Rows } from '../../components/row/row'
import { Stack } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { errorText, useText } from '../../i18n/text'
import { refusalsOf, type Refusal } from '../../lib/api-error'
import { toast } from '../../lib/feedback'
import { navigate } from '../../lib/navigation'
import { deadline } from '../../lib/time'
import { LoanRow, PastLoanRow } from './loan-row'
import { useClosedLoans, useOpenLoans, useRenewAll, useRenewLoan, type Loan } from './loans.hooks'

type RefusalsByLoan = Readonly<Record<string, readonly Refusal[]>>

export function LoanList() {
  const t = useText()
  const [state, setState] = useState<'open' | 'closed'>('open')
  return (
    <Stack>
      <Chips>
        <Chip id="loans-open" text={t.loans.current} isOn={state === 'open'} onClick={() => setState('open')} />
        <Chip id="loans-closed" text={t.loans.past} isOn={state === 'closed'} onClick={() => setState('closed')} />
      </Chips>
      {state === 'open' ? <OpenLoans /> : <ClosedLoans />}
    </Stack>
  )
}

function OpenLoans() {
  const t = useText()
  const loans = useOpenLoans()
  const [refused, setRefused] = useState<RefusalsByLoan>({})
  const renew = useRenewLoan()
  const renewOne = (loan: Loan) =>
    renew.mutate(loan.id, {
      onSuccess: (renewed) => {
        setRefused((others) => ({ ...others, [loan.id]: [] }))
        toast(t.loans.renewed(deadline(renewed.dueAt, Date.now(), t.time)))
      },
      onError: (error) => {
        const refusals = refusalsOf(error)
        if (refusals.length === 0) toast(errorText(error, t))
        else setRefused((others) => ({ ...others, [loan.id]: refusals }))
      },
    })
  const empty = (
    <Empty icon="loan" title={t.loans.none} text={t.loans.noneText}>
      <Button id="find-books" icon="search" text={t.bookings.findBooks} onClick={() => navigate('search')} />
    </Empty>
  )
  return (
    <Resource of={loans} isEmpty={(items) => items.length === 0} empty={empty}>
      {(items) => (
        <>
          <RenewAll loans={items} onRefused={setRefused} />
          <Rows id="open-loans">
            {items.map((loan) => (
              <LoanRow
                key={loan.id}
                loan={loan}
                refusals={refused[loan.id] ?? []}
                isRenewing={renew.isPending && renew.variables === loan.id}
                onRenew={() => renewOne(loan)}
              />
            ))}
          </Rows>
        </>
      )}
    </Resource>
  )
}

function RenewAll(props: { readonly loans: readonly Loan[]; readonly onRefused: (refused: RefusalsByLoan) => void }) {
  const t = useText()
  const renewAll = useRenewAll()
  if (props.loans.filter(({ allowedActions }) => allowedActions.includes('renew')).length < 2) return null
  return (
    <Button
      id="renew-all"
      kind="quiet"
      icon="renew"
      text={t.loans.renewAll}
      busyText={renewAll.isPending ? t.loans.renewing : undefined}
      onClick={() =>
        renewAll.mutate(undefined, {
          onSuccess: ({ items }) => {
            const refused = items.filter(({ result }) => result === 'refused')
            props.onRefused(Object.fromEntries(refused.map(({ loan, refusals }) => [loan.id, refusals ?? []])))
            toast(t.loans.renewedSome(items.length - refused.length, refused.length))
          },
          onError: (error) => toast(errorText(error, t)),
        })
      }
    />
  )
}

function ClosedLoans() {
  const t = useText()
  const closed = useClosedLoans()
  return (
    <Resource
      of={closed}
      isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)}
      empty={<Empty icon="history" title={t.loans.noneClosed} />}
    >
      {({ pages }) => (
        <>
          <Rows>{pages.flatMap(({ items }) => items.map((loan) => <PastLoanRow key={loan.id} loan={loan} />))}</Rows>
          {closed.hasNextPage && (
            <Button
              id="more-loans"
              kind="plain"
              text={t.common.more}
              busyText={closed.isFetchingNextPage ? t.common.loading : undefined}
              onClick={() => void closed.fetchNextPage()}
            />
          )}
        </>
      )}
    </Resource>
  )
}
