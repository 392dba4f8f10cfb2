import { useState } from 'react'
import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { Row, Rows } from '../../components/row/row'
import { ScanField } from '../../components/scan-field/scan-field'
import { Screen } from '../../components/screen/screen'
import { Section, Stack } from '../../components/section/section'
import { Empty } from '../../components/state/state'
import { Tag } from '../../components/tag/tag'
import { useText } from '../../i18n/text'
import { refusalsOf, type RefusalCode } from '../../lib/api-error'
import { deadline } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { BarcodeField } from './barcode-field'
import { useCheckOut, type Loan } from './desk.hooks'
import { deskProblem } from './desk-refusals'
import { NeedsNetwork } from './needs-network'
import { OverrideButton } from './override-button'
import { PrintButton } from './print-button'
import { createScanLog, type Scan } from './scan-log'
import { StaffOnly } from './staff-only'
import s from './desk.module.scss'

const checkOutLog = createScanLog<Loan>()

/** The reader once, then book after book. */
export function CheckOutScreen() {
  const t = useText()
  const [readerNumber, setReaderNumber] = useState<string>()
  const start = (number: string | undefined) => {
    checkOutLog.clear()
    setReaderNumber(number)
  }
  return (
    <StaffOnly title={t.desk.checkOut} anyOf={['desk']}>
      {() => (
        <Screen
          title={t.desk.checkOut}
          footer={
            readerNumber === undefined ? undefined : (
              <Button id="next-reader" wide icon="forward" text={t.desk.nextReader} onClick={() => start(undefined)} />
            )
          }
        >
          <NeedsNetwork />
          {readerNumber === undefined ? (
            <Stack>
              <ScanField
                id="check-out-reader"
                label={t.desk.readerNumber}
                placeholder={t.desk.readerNumberHint}
                submitLabel={t.desk.submitScan}
                cameraLabel={t.desk.openCamera}
                scanTypes={['barCode', 'qrCode']}
                onScan={start}
              />
              <Empty icon="me" title={t.desk.readerNumber} text={t.desk.checkOutText} />
            </Stack>
          ) : (
            <Lending readerNumber={readerNumber} />
          )}
        </Screen>
      )}
    </StaffOnly>
  )
}

function Lending({ readerNumber }: { readonly readerNumber: string }) {
  const t = useText()
  const { mutateAsync } = useCheckOut(readerNumber)
  const lend = (code: string, override: readonly RefusalCode[] = []) =>
    checkOutLog.scan(code, (barcode) => mutateAsync({ barcode, override }))
  const log = checkOutLog.useLog()
  const lent = log.flatMap((scan) => (scan.state === 'done' ? [scan.answer] : []))
  return (
    <Stack>
      <Card tone="accent">
        <Box className={s['note']}>{t.desk.lentTo}</Box>
        <Box id="lend-to" className={s['readerNumber']}>
          {readerNumber}
        </Box>
      </Card>
      <BarcodeField id="check-out-barcode" onScan={(barcode) => lend(barcode)} />
      {log.length > 0 && (
        <Section title={t.desk.lentList}>
          <Rows id="lent">
            {log.map((scan) => (
              <LentRow key={scan.key} scan={scan} onOverride={(codes) => lend(scan.barcode, codes)} />
            ))}
          </Rows>
        </Section>
      )}
      <PrintButton readerNumber={readerNumber} at={lent[0]?.lentAt ?? ''} books={lent.map(bookOf)} />
    </Stack>
  )
}

const bookOf = ({ title, copy, dueAt }: Loan) => ({ title: title.title, barcode: copy.barcode, dueAt })

function LentRow(props: { readonly scan: Scan<Loan>; readonly onOverride: (codes: readonly RefusalCode[]) => void }) {
  const { scan } = props
  const t = useText()
  const now = useNow()
  // lending needs the network (D3): no scan here is ever kept
  if (scan.state === 'working' || scan.state === 'kept')
    return <Row icon="waiting" title={scan.barcode} text={t.desk.working} />
  if (scan.state === 'failed')
    return (
      <>
        <Row
          icon="refused"
          title={scan.barcode}
          text={deskProblem(scan.error, t)}
          trail={<Tag tone="danger" text={t.desk.notLent} />}
        />
        <OverrideButton id={`override-${scan.key}`} refusals={refusalsOf(scan.error)} onOverride={props.onOverride} />
      </>
    )
  return (
    <Row
      icon="loan"
      title={scan.answer.title.title}
      text={t.desk.dueBy(deadline(scan.answer.dueAt, now, t.time))}
      trail={<Tag tone="ok" icon="check" text={scan.answer.override === undefined ? t.desk.lent : t.desk.overridden} />}
    />
  )
}
