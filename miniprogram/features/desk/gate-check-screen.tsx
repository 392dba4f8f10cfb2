import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Banner } from '../../components/banner/banner'
import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { ScanField } from '../../components/scan-field/scan-field'
import { Screen } from '../../components/screen/screen'
import { Stack } from '../../components/section/section'
import { Empty } from '../../components/state/state'
import { useText } from '../../i18n/text'
import { call } from '../../lib/call'
import { moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { BarcodeField } from './barcode-field'
import { deskProblem } from './desk-refusals'
import { NeedsNetwork } from './needs-network'
import { StaffOnly } from './staff-only'
import s from './desk.module.scss'

/** At the gate: does the receipt on the reader's phone belong to the book in hand (L6)? */
export function GateCheckScreen() {
  const t = useText()
  return (
    <StaffOnly title={t.gateCheck.title} anyOf={['desk', 'paging']}>
      {() => <GateCheck />}
    </StaffOnly>
  )
}

function GateCheck() {
  const t = useText()
  const now = useNow()
  const [barcode, setBarcode] = useState<string>()
  const check = useMutation({
    mutationFn: (code: string) => call('GET /desk/gate-check', { query: { barcode: barcode ?? '', code } }),
  })
  const next = () => {
    setBarcode(undefined)
    check.reset()
  }
  return (
    <Screen
      title={t.gateCheck.title}
      footer={
        barcode !== undefined && <Button id="next-book" wide icon="forward" text={t.gateCheck.next} onClick={next} />
      }
    >
      <Stack>
        <NeedsNetwork />
        {barcode === undefined ? (
          <>
            <BarcodeField id="gate-barcode" onScan={setBarcode} />
            <Empty icon="door" title={t.gateCheck.first} text={t.gateCheck.firstText} />
          </>
        ) : (
          <>
            <Card>
              <Box className={s['note']}>{t.desk.scanBarcode}</Box>
              <Box className={s['readerNumber']}>{barcode}</Box>
            </Card>
            <ScanField
              id="gate-code"
              label={t.gateCheck.code}
              placeholder={t.gateCheck.codeHint}
              submitLabel={t.gateCheck.check}
              cameraLabel={t.desk.openCamera}
              scanTypes={['qrCode', 'barCode']}
              onScan={(code) => check.mutate(code)}
            />
          </>
        )}
        {check.isPending && <Banner icon="waiting" title={t.desk.working} />}
        {check.isError && <Banner id="gate-problem" icon="refused" tone="danger" title={deskProblem(check.error, t)} />}
        {check.data?.isValid === true && (
          <Banner
            id="gate-valid"
            icon="done"
            tone="ok"
            title={t.gateCheck.valid}
            text={check.data.lentAt && t.gateCheck.lentAt(moment(check.data.lentAt, now, t.time))}
          />
        )}
        {check.data?.isValid === false && (
          <Banner
            id="gate-invalid"
            icon="refused"
            tone="danger"
            title={t.gateCheck.invalid}
            text={t.gateCheck.invalidText}
          />
        )}
      </Stack>
    </Screen>
  )
}
