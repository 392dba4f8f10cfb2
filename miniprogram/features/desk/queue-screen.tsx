import { useState } from 'react'
import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Chip, Chips } from '../../components/chip/chip'
import { Box } from '../../components/host/host'
import { Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Stack } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { Tag } from '../../components/tag/tag'
import { useText } from '../../i18n/text'
import { moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { ChooseTitle } from './choose-title'
import { useParts, type FoundTitle } from './desk-booking.hooks'
import { PrioritySheet } from './priority-sheet'
import { useQueue, type QueueEntry } from './queue.hooks'
import { StaffOnly } from './staff-only'
import s from './desk.module.scss'

/** Who waits for a title, in the order in which they come; staff with the permission change it (B8). */
export function QueueScreen() {
  const t = useText()
  const [title, setTitle] = useState<FoundTitle>()
  const [moving, setMoving] = useState<QueueEntry>()
  return (
    <StaffOnly title={t.queue.title} anyOf={['desk', 'queue']}>
      {() => (
        <Screen
          title={t.queue.title}
          overlay={moving !== undefined && <PrioritySheet entry={moving} onClose={() => setMoving(undefined)} />}
          footer={
            title !== undefined && (
              <Button
                id="other-title"
                wide
                kind="quiet"
                icon="undo"
                text={t.deskBooking.otherTitle}
                onClick={() => setTitle(undefined)}
              />
            )
          }
        >
          {title === undefined ? (
            <Stack>
              <ChooseTitle onChoose={setTitle} />
            </Stack>
          ) : (
            <QueueOf title={title} onMove={setMoving} />
          )}
        </Screen>
      )}
    </StaffOnly>
  )
}

interface QueueOfProps {
  readonly title: FoundTitle
  readonly onMove: (entry: QueueEntry) => void
}

function QueueOf({ title, onMove }: QueueOfProps) {
  const t = useText()
  const [chosen, setChosen] = useState<string>()
  const parts = useParts(title.id)
  const part = chosen ?? parts.data?.[0]
  return (
    <Stack>
      <Card>
        <Box className={s['outcomeTitle']}>{title.title}</Box>
        <Box className={s['note']}>{title.authors.slice(0, 2).join(t.common.separator)}</Box>
      </Card>
      <Resource of={parts}>
        {(names) => (
          <>
            {names.length > 0 && (
              <Chips>
                {names.map((name) => (
                  <Chip
                    key={name}
                    id={`part-${name}`}
                    text={name}
                    isOn={part === name}
                    onClick={() => setChosen(name)}
                  />
                ))}
              </Chips>
            )}
            <Waiting titleId={title.id} part={part} onMove={onMove} />
          </>
        )}
      </Resource>
    </Stack>
  )
}

function Waiting(props: {
  readonly titleId: string
  readonly part: string | undefined
  readonly onMove: (entry: QueueEntry) => void
}) {
  const t = useText()
  const queue = useQueue(props.titleId, props.part)
  return (
    <>
      <Resource
        of={queue}
        isEmpty={({ pages }) => pages[0]?.items.length === 0}
        empty={<Empty icon="waiting" title={t.queue.none} />}
      >
        {({ pages }) => (
          <Rows id="queue">
            {pages.flatMap(({ items }) =>
              items.map((entry) => <EntryRow key={entry.bookingId} entry={entry} onMove={() => props.onMove(entry)} />),
            )}
          </Rows>
        )}
      </Resource>
      {queue.hasNextPage && (
        <Button
          id="more-queue"
          kind="plain"
          text={t.common.more}
          busyText={queue.isFetchingNextPage ? t.common.loading : undefined}
          onClick={() => void queue.fetchNextPage()}
        />
      )}
    </>
  )
}

function EntryRow({ entry, onMove }: { readonly entry: QueueEntry; readonly onMove: () => void }) {
  const t = useText()
  const now = useNow()
  const { position, reader, prioritised, priority } = entry
  const place = position === undefined ? t.queue.suspended : t.queue.position(position)
  return (
    <Box className={s['shelved']}>
      <Box className={s['shelvedWords']}>
        <Box className={s['shelvedNumber']}>{place}</Box>
        {reader !== undefined && <Box>{`${reader.number} · ${reader.name}`}</Box>}
        <Box className={s['note']}>
          {[entry.pickupPoint.name, t.queue.since(moment(entry.placedAt, now, t.time))].join(' · ')}
        </Box>
        {entry.isAtFront && <Tag tone="accent" text={t.queue.atFront} />}
        {prioritised !== undefined && priority !== undefined && (
          <Box className={s['note']}>{t.queue.moved(prioritised.by, prioritised.reason)}</Box>
        )}
      </Box>
      {entry.allowedActions.includes('prioritise') && (
        <Button
          id={`prioritise-${entry.bookingId}`}
          kind="plain"
          icon="sort"
          text={t.queue.change}
          label={`${t.queue.change} ${place}`}
          onClick={onMove}
        />
      )}
    </Box>
  )
}
