import { useState } from 'react'
import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { ScanField } from '../../components/scan-field/scan-field'
import { Screen } from '../../components/screen/screen'
import { Stack } from '../../components/section/section'
import { Empty } from '../../components/state/state'
import { useText } from '../../i18n/text'
import type { WorkPlace } from '../../lib/work-place'
import { ChooseTitle } from './choose-title'
import type { FoundTitle } from './desk-booking.hooks'
import { DeskBookingWish } from './desk-booking-wish'
import { NeedsNetwork } from './needs-network'
import { AtWorkPlace } from './staff-only'
import s from './desk.module.scss'

/** For a reader who stands here or calls: who, which book, where to collect it. */
export function DeskBookingScreen() {
  const t = useText()
  return (
    <AtWorkPlace title={t.deskBooking.title} anyOf={['desk']}>
      {(place) => <DeskBooking place={place} />}
    </AtWorkPlace>
  )
}

function DeskBooking({ place }: { readonly place: WorkPlace }) {
  const t = useText()
  const [readerNumber, setReaderNumber] = useState<string>()
  const [title, setTitle] = useState<FoundTitle>()
  const start = (number: string | undefined) => {
    setTitle(undefined)
    setReaderNumber(number)
  }
  return (
    <Screen
      title={t.deskBooking.title}
      footer={
        readerNumber !== undefined &&
        title === undefined && (
          <Button id="next-reader" wide icon="forward" text={t.desk.nextReader} onClick={() => start(undefined)} />
        )
      }
    >
      <Stack>
        <NeedsNetwork />
        {readerNumber === undefined ? (
          <>
            <ScanField
              id="booking-reader"
              label={t.desk.readerNumber}
              placeholder={t.desk.readerNumberHint}
              submitLabel={t.desk.submitScan}
              cameraLabel={t.desk.openCamera}
              scanTypes={['barCode', 'qrCode']}
              onScan={start}
            />
            <Empty icon="me" title={t.desk.readerNumber} text={t.deskBooking.text} />
          </>
        ) : (
          <>
            <Card tone="accent">
              <Box className={s['note']}>{t.deskBooking.bookFor}</Box>
              <Box id="book-for" className={s['readerNumber']}>
                {readerNumber}
              </Box>
            </Card>
            {title === undefined ? (
              <ChooseTitle onChoose={setTitle} />
            ) : (
              <DeskBookingWish
                key={title.id}
                readerNumber={readerNumber}
                title={title}
                place={place}
                onAnother={() => setTitle(undefined)}
              />
            )}
          </>
        )}
      </Stack>
    </Screen>
  )
}
