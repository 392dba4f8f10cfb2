import { Button } from '../../components/button/button'
import { Box } from '../../components/host/host'
import { ScanField, scanWithCamera } from '../../components/scan-field/scan-field'
import { Screen } from '../../components/screen/screen'
import { Stack } from '../../components/section/section'
import { Empty } from '../../components/state/state'
import { Banner } from '../../components/banner/banner'
import { useText } from '../../i18n/text'
import { hasScanner } from '../../lib/scan'
import type { WorkPlace } from '../../lib/work-place'
import { useHandOver, usePlaceName } from './desk.hooks'
import { deskAdviceOn, deskProblem } from './desk-refusals'
import { groupDigits, presentedBy } from './presented'
import { NeedsNetwork } from './needs-network'
import { ReceiptCard } from './receipt-card'
import { AtWorkPlace } from './staff-only'
import s from './desk.module.scss'

/** One scan of a pass hands over everything that is ready here, with a result per book (V3, P2). */
export function HandOverScreen() {
  const t = useText()
  return (
    <AtWorkPlace title={t.desk.handOver} anyOf={['desk']}>
      {(place) => <HandOver place={place} />}
    </AtWorkPlace>
  )
}

function HandOver({ place }: { readonly place: WorkPlace }) {
  const t = useText()
  const placeName = usePlaceName(place) ?? place.name
  const handOver = useHandOver(place.id)
  const take = (scanned: string) => {
    // the same pass a second time gives the same receipt; while one is under way there is nothing to ask
    if (!handOver.isPending) handOver.mutate(presentedBy(scanned))
  }
  return (
    <Screen
      title={t.desk.handOver}
      footer={
        handOver.data !== undefined ? (
          <Button id="next-reader" wide icon="forward" text={t.desk.nextReader} onClick={() => handOver.reset()} />
        ) : hasScanner() ? (
          <Button
            id="scan"
            wide
            icon="scan"
            text={t.desk.openCamera}
            busyText={handOver.isPending ? t.desk.working : undefined}
            onClick={() => void scanWithCamera(['qrCode', 'barCode'], take)}
          />
        ) : undefined
      }
    >
      <Stack>
        <NeedsNetwork />
        <Box className={s['at']}>{`${t.desk.iAmAt} ${placeName}`}</Box>
        <ScanField
          id="hand-over-pass"
          label={t.desk.passOrNumber}
          placeholder={t.desk.passOrNumberHint}
          submitLabel={t.desk.handOverNow}
          cameraLabel={t.desk.openCamera}
          scanTypes={['qrCode', 'barCode']}
          format={groupDigits}
          onScan={take}
        />
        {handOver.isPending && <Banner icon="waiting" title={t.desk.working} />}
        {handOver.isError && (
          <Banner
            id="hand-over-problem"
            icon="refused"
            tone="danger"
            title={deskProblem(handOver.error, t)}
            text={deskAdviceOn(handOver.error, t)}
          />
        )}
        {handOver.isIdle && <Empty icon="pass" title={t.desk.handOverWaiting} text={t.desk.handOverWaitingText} />}
        {handOver.data !== undefined && (
          <ReceiptCard
            receipt={handOver.data}
            onOverride={(override) => handOver.mutate({ ...handOver.variables, override })}
          />
        )}
      </Stack>
    </Screen>
  )
}
