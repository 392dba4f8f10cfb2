import { useState } from 'react'
import { BookRow } from '../../components/book-row/book-row'
import { Rows } from '../../components/row/row'
import { ScanField } from '../../components/scan-field/scan-field'
import { Section } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { useText } from '../../i18n/text'
import { useFoundTitles, type FoundTitle } from './desk-booking.hooks'

/** A title by its words or its ISBN. */
export function ChooseTitle({ onChoose }: { readonly onChoose: (title: FoundTitle) => void }) {
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
