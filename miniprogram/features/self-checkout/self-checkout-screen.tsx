import { useState } from 'react'
import { Banner } from '../../components/banner/banner'
import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { Refusals } from '../../components/refusals/refusals'
import { ScanField } from '../../components/scan-field/scan-field'
import { Screen } from '../../components/screen/screen'
import { Stack } from '../../components/section/section'
import { Empty } from '../../components/state/state'
import { errorText, useText } from '../../i18n/text'
import { refusalsOf } from '../../lib/api-error'
import { navigate } from '../../lib/navigation'
import { useIsReader } from '../../lib/session'
import { deadline } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { GateReceiptCard } from './gate-receipt-card'
import { useSelfCheckout, type SelfCheckedOut } from './self-checkout.hooks'
import s from './self-checkout.module.scss'

/** Book in hand, in the reading room: two scans and it is lent (L6). */
export function SelfCheckoutScreen() {
  const t = useText()
  const isReader = useIsReader()
  const [barcode, setBarcode] = useState<string>()
  const checkout = useSelfCheckout()
  const startAnew = () => {
    checkout.reset()
    setBarcode(undefined)
  }
  if (!isReader)
    return (
      <Screen title={t.lending.title}>
        <Empty icon="me" title={t.account.visitor} text={t.account.visitorText}>
          <Button id="go-sign-in" icon="sign-in" text={t.common.signIn} onClick={() => navigate('signIn')} />
        </Empty>
      </Screen>
    )
  const isLent = checkout.data !== undefined
  return (
    <Screen
      title={t.lending.title}
      footer={
        isLent ? <Button id="next-book" wide icon="scan" text={t.lending.nextBook} onClick={startAnew} /> : undefined
      }
    >
      <Stack>
        {isLent && <Lent loan={checkout.data} />}
        {!isLent && barcode === undefined && <ScanBook onScan={setBarcode} />}
        {!isLent && barcode !== undefined && (
          <>
            <Card tone="accent">
              <Box id="in-hand" className={s['code']}>
                {t.lending.inHand(barcode)}
              </Box>
              <Button id="other-book" kind="plain" icon="undo" text={t.lending.otherBook} onClick={startAnew} />
            </Card>
            <ScanField
              id="place-code"
              label={t.lending.placeCode}
              placeholder={t.lending.placeCodeHint}
              submitLabel={t.lending.submit}
              cameraLabel={t.lending.camera}
              scanTypes={['qrCode', 'barCode']}
              onScan={(placeCode) => {
                if (!checkout.isPending) checkout.mutate({ barcode, placeCode })
              }}
            />
            {checkout.isPending && <Banner icon="waiting" title={t.lending.working} />}
            {checkout.isError && <Problem error={checkout.error} />}
          </>
        )}
      </Stack>
    </Screen>
  )
}

function ScanBook({ onScan }: { readonly onScan: (barcode: string) => void }) {
  const t = useText()
  return (
    <>
      <ScanField
        id="self-barcode"
        label={t.lending.barcode}
        placeholder={t.lending.barcodeHint}
        submitLabel={t.lending.submit}
        cameraLabel={t.lending.camera}
        scanTypes={['barCode', 'qrCode']}
        onScan={onScan}
      />
      <Empty icon="scan" title={t.lending.howTitle} text={t.lending.howText} />
    </>
  )
}

function Problem({ error }: { readonly error: unknown }) {
  const t = useText()
  const refusals = refusalsOf(error)
  if (refusals.length > 0) return <Refusals refusals={refusals} />
  return <Banner id="self-problem" icon="refused" tone="danger" title={errorText(error, t)} />
}

function Lent({ loan }: { readonly loan: SelfCheckedOut }) {
  const t = useText()
  const now = useNow()
  return (
    <>
      <Banner
        id="lent"
        icon="done"
        tone="ok"
        title={`${t.lending.lent} · ${loan.title.title}`}
        text={t.lending.due(deadline(loan.dueAt, now, t.time))}
      />
      {loan.gateReceipt !== undefined && <GateReceiptCard receipt={loan.gateReceipt} />}
    </>
  )
}
