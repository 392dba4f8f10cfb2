import { useState } from 'react'
import { Button } from '../../components/button/button'
import { Box } from '../../components/host/host'
import { Row, Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Segmented } from '../../components/segmented/segmented'
import { Stack } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { errorText, text, useText } from '../../i18n/text'
import { confirm, toast } from '../../lib/feedback'
import { navigate } from '../../lib/navigation'
import { useRefreshOnShow } from '../../lib/query-client'
import { daysUntil, deadline } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import type { WorkPlace } from '../../lib/work-place'
import { usePutBack, useShelf, type Shelf } from './desk.hooks'
import { PlaceLine } from './place-line'
import { PlaceSheet } from './place-sheet'
import { AtWorkPlace } from './staff-only'
import s from './desk.module.scss'

type View = 'ready' | 'clear'

/** The pickup shelf: whose books lie there until when, and what lies there for nobody. */
export function ShelfScreen({ firstView }: { readonly firstView: View }) {
  const t = useText()
  return (
    <AtWorkPlace title={t.desk.shelf} anyOf={['desk', 'paging']}>
      {(place, me) => <PickupShelf place={place} firstView={firstView} mayPutBack={me.permissions.includes('desk')} />}
    </AtWorkPlace>
  )
}

function PickupShelf(props: { readonly place: WorkPlace; readonly firstView: View; readonly mayPutBack: boolean }) {
  const { place } = props
  const t = useText()
  const shelf = useShelf(place.id)
  const [view, setView] = useState(props.firstView)
  const [isChoosing, setIsChoosing] = useState(false)
  useRefreshOnShow(['desk', 'shelf'])
  return (
    <Screen
      title={t.desk.shelf}
      overlay={isChoosing && <PlaceSheet onClose={() => setIsChoosing(false)} />}
      footer={
        view === 'clear' && (shelf.data?.toClear.length ?? 0) > 0 ? (
          <Button id="scan-to-clear" wide icon="scan" text={t.desk.scanToClear} onClick={() => navigate('checkIn')} />
        ) : undefined
      }
    >
      <Stack>
        <PlaceLine place={place} onSwitch={() => setIsChoosing(true)} />
        <Segmented
          id="shelf-view"
          label={t.desk.shelf}
          segments={[
            { value: 'ready', text: t.desk.readyTab, count: shelf.data?.ready.length },
            { value: 'clear', text: t.desk.clearTab, count: shelf.data?.toClear.length },
          ]}
          value={view}
          onChange={setView}
        />
        <Resource of={shelf}>
          {(data) =>
            view === 'ready' ? <Ready shelf={data} mayPutBack={props.mayPutBack} /> : <ToClear shelf={data} />
          }
        </Resource>
      </Stack>
    </Screen>
  )
}

function Ready({ shelf, mayPutBack }: { readonly shelf: Shelf; readonly mayPutBack: boolean }) {
  const t = useText()
  const now = useNow()
  const putBack = usePutBack()
  const ask = async (bookingId: string) => {
    const { putBackTitle, putBackText, putBackYes: yes } = t.desk
    if (!(await confirm({ title: putBackTitle, text: putBackText, yes, no: t.common.cancel }))) return
    putBack.mutate(bookingId, {
      onSuccess: () => toast(text().desk.putBackDone),
      onError: (error) => toast(errorText(error, text())),
    })
  }
  if (shelf.ready.length === 0) return <Empty icon="ready" title={t.desk.noneReady} />
  return (
    <Rows id="ready">
      {shelf.ready.map(({ bookingId, title, barcode, reader, pickupDeadline, compartment }) => (
        <Box key={bookingId} className={s['shelved']}>
          <Box className={s['shelvedWords']}>
            <Box className={s['shelvedNumber']}>{reader.number}</Box>
            <Box>
              {reader.name} · {title.title}
            </Box>
            <Box className={s['note']}>
              {compartment === undefined ? barcode : `${barcode} · ${t.desk.compartment(compartment)}`}
            </Box>
            <Box className={daysUntil(pickupDeadline, now) <= 0 ? s['lastDay'] : s['note']}>
              {t.desk.keepUntil(deadline(pickupDeadline, now, t.time))}
            </Box>
          </Box>
          {mayPutBack && (
            <Button
              id={`put-back-${bookingId}`}
              kind="plain"
              icon="undo"
              text={t.desk.putBack}
              label={`${t.desk.putBack} ${title.title}`}
              busyText={putBack.isPending && putBack.variables === bookingId ? t.common.sending : undefined}
              onClick={() => void ask(bookingId)}
            />
          )}
        </Box>
      ))}
    </Rows>
  )
}

function ToClear({ shelf }: { readonly shelf: Shelf }) {
  const t = useText()
  if (shelf.toClear.length === 0) return <Empty icon="done" title={t.desk.noneToClear} text={t.desk.noneToClearText} />
  return (
    <Rows id="to-clear-list">
      {shelf.toClear.map(({ barcode, title, callNumber, compartment }) => (
        <Row
          key={barcode}
          icon="undo"
          title={title.title}
          text={[callNumber, barcode, ...(compartment === undefined ? [] : [t.desk.compartment(compartment)])].join(
            ' · ',
          )}
        />
      ))}
    </Rows>
  )
}
