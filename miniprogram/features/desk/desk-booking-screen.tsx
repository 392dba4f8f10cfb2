import { useState } from 'react'
import { BookRow } from '../../components/book-row/book-row'
import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { Rows } from '../../components/row/row'
import { ScanField } from '../../components/scan-field/scan-field'
import { Screen } from '../../components/screen/screen'
import { Section, Stack } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { useText } from '../../i18n/text'
import type { WorkPlace } from '../../lib/work-place'
import { useFoundTitles, type FoundTitle } from './desk-booking.hooks'
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

function ChooseTitle({ onChoose }: { readonly onChoose: (title: FoundTitle) => void }) {
  const t = useText()
  const [words, setWords] = useState<string>()
  const found = useFoundTitles(words)
  return (
    <>
      <ScanField
        id="booking-title"
        label={t.deskBooking.search}
        placeholder={t.deskBooking.searchHint}
        submitLabel={t.deskBooking.searchNow}
        cameraLabel={t.desk.openCamera}
        scanTypes={['barCode']}
        onScan={setWords}
      />
      {words === undefined ? (
        <Empty icon="search" title={t.deskBooking.search} text={t.deskBooking.searchText} />
      ) : (
        <Section title={t.deskBooking.found(words)}>
          <Resource
            of={found}
            isEmpty={(items) => items.length === 0}
            empty={<Empty icon="search" title={t.deskBooking.noneFound} />}
          >
            {(items) => (
              <Rows id="found-titles">
                {items.map((title) => (
                  <BookRow
                    key={title.id}
                    id={`choose-${title.id}`}
                    size="s"
                    title={title.title}
                    authors={title.authors}
                    classNotation={title.class}
                    text={[title.authors.slice(0, 2).join(t.common.separator), title.publisher, title.year]
                      .filter((part) => part !== undefined && part !== '')
                      .join(' · ')}
                    onClick={() => onChoose(title)}
                  />
                ))}
              </Rows>
            )}
          </Resource>
        </Section>
      )}
    </>
  )
}
