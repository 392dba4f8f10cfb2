import { useState } from 'react'
import { Banner } from '../../components/banner/banner'
import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { Row, Rows } from '../../components/row/row'
import { ScanField } from '../../components/scan-field/scan-field'
import { Screen } from '../../components/screen/screen'
import { Section, Stack } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { useText } from '../../i18n/text'
import type { Me } from '../../lib/session'
import { deadline } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { ChargeSheet, type ChargeSubject } from './charge-sheet'
import { DeskRefusals } from './desk-refusals'
import { FeesOfReader } from './fees-of-reader'
import { useReaderAccount, type AccountLoan, type ReaderAccount } from './reader-account.hooks'
import { StaffOnly } from './staff-only'
import s from './desk.module.scss'

/** One reader as the desk needs them: loans, bookings, fees, and what stands in the way. */
export function ReaderAccountScreen() {
  const t = useText()
  return (
    <StaffOnly title={t.readerAccount.title} anyOf={['desk', 'readers']}>
      {(me) => <ReaderAccounts me={me} />}
    </StaffOnly>
  )
}

function ReaderAccounts({ me }: { readonly me: Me }) {
  const t = useText()
  const [number, setNumber] = useState<string>()
  const [subject, setSubject] = useState<ChargeSubject>()
  return (
    <Screen
      title={t.readerAccount.title}
      overlay={
        subject !== undefined &&
        number !== undefined && (
          <ChargeSheet subject={subject} readerNumber={number} onClose={() => setSubject(undefined)} />
        )
      }
      footer={
        number === undefined ? undefined : (
          <Button
            id="another-reader"
            wide
            icon="forward"
            text={t.readerAccount.another}
            onClick={() => setNumber(undefined)}
          />
        )
      }
    >
      <Stack>
        <Banner icon="info" title={t.readerAccount.onRecord} />
        {number === undefined ? (
          <>
            <ScanField
              id="account-reader"
              label={t.desk.readerNumber}
              placeholder={t.desk.readerNumberHint}
              submitLabel={t.desk.submitScan}
              cameraLabel={t.desk.openCamera}
              scanTypes={['barCode', 'qrCode']}
              onScan={setNumber}
            />
            <Empty icon="me" title={t.readerAccount.search} text={t.readerAccount.searchText} />
          </>
        ) : (
          <Account number={number} maySettle={me.permissions.includes('fees')} onCharge={setSubject} />
        )}
      </Stack>
    </Screen>
  )
}

interface AccountProps {
  readonly number: string
  readonly maySettle: boolean
  readonly onCharge: (subject: ChargeSubject) => void
}

function Account({ number, maySettle, onCharge }: AccountProps) {
  const t = useText()
  const account = useReaderAccount(number)
  return (
    <Resource of={account}>
      {(data) => (
        <Stack>
          <Person account={data} />
          <FeesOfReader number={number} fees={data.fees} maySettle={maySettle} onCharge={onCharge} />
          <Section title={t.readerAccount.loans(data.limits.loans.open, data.limits.loans.limit)}>
            <Loans loans={data.loans} maySettle={maySettle} onCharge={onCharge} />
          </Section>
          <Section title={t.readerAccount.bookings(data.limits.bookings.open, data.limits.bookings.limit)}>
            <Bookings bookings={data.bookings} />
          </Section>
        </Stack>
      )}
    </Resource>
  )
}

function Person({ account }: { readonly account: ReaderAccount }) {
  const t = useText()
  const { reader, blocks } = account
  return (
    <Card tone={blocks.length > 0 ? 'warm' : 'plain'}>
      <Box id="account-number" className={s['readerNumber']}>
        {reader.number}
      </Box>
      <Box>{[reader.name, t.account.categories[reader.category], reader.department].filter(Boolean).join(' · ')}</Box>
      <Box className={s['note']}>{t.account.cardExpires(reader.cardExpiresOn)}</Box>
      {blocks.length > 0 && (
        <>
          <Box className={s['note']}>{t.readerAccount.blocks}</Box>
          <DeskRefusals refusals={blocks} />
        </>
      )}
    </Card>
  )
}

function Loans(props: Omit<AccountProps, 'number'> & { readonly loans: readonly AccountLoan[] }) {
  const t = useText()
  const now = useNow()
  return (
    <Rows id="account-loans">
      {props.loans.length === 0 && <Row icon="done" title={t.readerAccount.noLoans} />}
      {props.loans.map((loan) => {
        const when = t.desk.dueBy(deadline(loan.dueAt, now, t.time))
        const override = loan.override && t.readerAccount.overridden(loan.override.by)
        return (
          <Box key={loan.id}>
            <Row
              icon={loan.isOverdue ? 'warning' : 'loan'}
              title={loan.title.title}
              text={[loan.copy.barcode, when, override].filter((part) => part !== undefined).join(' · ')}
            />
            {props.maySettle && <LoanSteps loan={loan} onCharge={props.onCharge} />}
          </Box>
        )
      })}
    </Rows>
  )
}

function LoanSteps({ loan, onCharge }: Pick<AccountProps, 'onCharge'> & { readonly loan: AccountLoan }) {
  const { feeForLoan, feeForLoanOf, lost, lostOf } = useText().readerAccount
  const { title } = loan.title
  return (
    <Box className={s['feeSteps']}>
      <Button
        id={`charge-${loan.id}`}
        kind="plain"
        text={feeForLoan}
        label={feeForLoanOf(title)}
        onClick={() => onCharge({ kind: 'new', loan })}
      />
      <Button
        id={`lost-${loan.id}`}
        kind="plain"
        text={lost}
        label={lostOf(title)}
        onClick={() => onCharge({ kind: 'lost', loan })}
      />
    </Box>
  )
}

function Bookings({ bookings }: { readonly bookings: ReaderAccount['bookings'] }) {
  const t = useText()
  return (
    <Rows id="account-bookings">
      {bookings.length === 0 && <Row icon="done" title={t.readerAccount.noBookings} />}
      {bookings.map(({ id, title, status, pickupPoint, override }) => (
        <Row
          key={id}
          icon="booking"
          title={title.title}
          text={[t.bookings.status[status], pickupPoint.name, override && t.readerAccount.overridden(override.by)]
            .filter((part) => part !== undefined)
            .join(' · ')}
        />
      ))}
    </Rows>
  )
}
