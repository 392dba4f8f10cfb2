import { useState } from 'react'
import { Button } from '../../components/button/button'
import { Box } from '../../components/host/host'
import { Rows } from '../../components/row/row'
import { scanWithCamera } from '../../components/scan-field/scan-field'
import { Screen } from '../../components/screen/screen'
import { Section } from '../../components/section/section'
import { useText } from '../../i18n/text'
import { hasScanner } from '../../lib/scan'
import type { WorkPlace } from '../../lib/work-place'
import { BarcodeField } from './barcode-field'
import { checkInLog } from './check-in-log'
import { CheckInOutcome } from './check-in-outcome'
import { CheckInRow } from './check-in-row'
import { useCheckIn } from './desk.hooks'
import { KeptLine } from './kept-line'
import { PlaceLine } from './place-line'
import { PlaceSheet } from './place-sheet'
import { AtWorkPlace } from './staff-only'
import s from './desk.module.scss'

/** One scan, one big answer: where this book goes. The scan is the act (D2). */
export function CheckInScreen() {
  const t = useText()
  return (
    <AtWorkPlace title={t.desk.checkIn} anyOf={['desk', 'paging']}>
      {(place) => <CheckIn place={place} />}
    </AtWorkPlace>
  )
}

function CheckIn({ place }: { readonly place: WorkPlace }) {
  const t = useText()
  const { mutateAsync } = useCheckIn(place.id)
  const log = checkInLog.useLog()
  const [isChoosing, setIsChoosing] = useState(false)
  const scan = (barcode: string) => checkInLog.scan(barcode, mutateAsync)
  const [latest, ...earlier] = log
  return (
    <Screen
      title={t.desk.checkIn}
      overlay={isChoosing && <PlaceSheet onClose={() => setIsChoosing(false)} />}
      footer={
        hasScanner() ? (
          <Button
            id="scan"
            wide
            icon="scan"
            text={t.desk.openCamera}
            onClick={() => void scanWithCamera(['barCode'], scan)}
          />
        ) : undefined
      }
    >
      <PlaceLine place={place} onSwitch={() => setIsChoosing(true)} />
      <KeptLine />
      <BarcodeField id="check-in-barcode" onScan={scan} />
      <CheckInOutcome scan={latest} />
      {earlier.length > 0 && (
        <Section
          title={t.desk.log}
          action={{ id: 'clear-log', text: t.desk.clearLog, onClick: () => checkInLog.clear() }}
        >
          <Rows>
            {earlier.map((one) => (
              <CheckInRow key={one.key} scan={one} />
            ))}
          </Rows>
        </Section>
      )}
      {log.length === 0 && <Box className={s['hint']}>{t.desk.logEmpty}</Box>}
    </Screen>
  )
}
