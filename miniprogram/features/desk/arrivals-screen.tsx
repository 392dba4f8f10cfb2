import { useState } from 'react'
import { Button } from '../../components/button/button'
import { Box } from '../../components/host/host'
import { Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Section, Stack } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { Tag } from '../../components/tag/tag'
import { errorText, text, useText } from '../../i18n/text'
import { canStream } from '../../lib/event-stream'
import { toast } from '../../lib/feedback'
import { navigate } from '../../lib/navigation'
import { useRefreshOnShow } from '../../lib/query-client'
import { clockTime, moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import type { WorkPlace } from '../../lib/work-place'
import { useArrivals, useStage, type Arrival } from './arrivals.hooks'
import { PlaceLine } from './place-line'
import { PlaceSheet } from './place-sheet'
import { AtWorkPlace } from './staff-only'
import s from './desk.module.scss'

/** Who stands before the desk, who comes today, and whose books lie together. */
export function ArrivalsScreen() {
  const t = useText()
  return (
    <AtWorkPlace title={t.arrivals.title} anyOf={['desk', 'paging']}>
      {(place, me) => <Arrivals place={place} mayHandOver={me.permissions.includes('desk')} />}
    </AtWorkPlace>
  )
}

function Arrivals({ place, mayHandOver }: { readonly place: WorkPlace; readonly mayHandOver: boolean }) {
  const t = useText()
  const arrivals = useArrivals(place.id)
  const [isChoosing, setIsChoosing] = useState(false)
  useRefreshOnShow(['desk', 'arrivals'])
  return (
    <Screen
      title={t.arrivals.title}
      overlay={isChoosing && <PlaceSheet onClose={() => setIsChoosing(false)} />}
      footer={
        mayHandOver && (
          <Button
            id="to-hand-over"
            wide
            icon="pass"
            text={t.arrivals.toHandOver}
            onClick={() => navigate('handOver')}
          />
        )
      }
    >
      <Stack>
        <PlaceLine place={place} onSwitch={() => setIsChoosing(true)} />
        <Box className={s['note']}>{canStream ? t.arrivals.live : t.arrivals.polling}</Box>
        <Resource
          of={arrivals}
          isEmpty={(items) => items.length === 0}
          empty={<Empty icon="arrived" title={t.arrivals.none} text={t.arrivals.noneText} />}
        >
          {(items) => (
            <>
              <Group title={t.arrivals.here} id="here" items={items.filter(({ status }) => status === 'arrived')} />
              <Group
                title={t.arrivals.expected}
                id="expected"
                items={items.filter(({ status }) => status !== 'arrived')}
              />
            </>
          )}
        </Resource>
      </Stack>
    </Screen>
  )
}

function Group(props: { readonly id: string; readonly title: string; readonly items: readonly Arrival[] }) {
  if (props.items.length === 0) return null
  return (
    <Section title={props.title} note={String(props.items.length)}>
      <Rows id={props.id}>
        {props.items.map((arrival) => (
          <ArrivalRow key={arrival.id} arrival={arrival} />
        ))}
      </Rows>
    </Section>
  )
}

function ArrivalRow({ arrival }: { readonly arrival: Arrival }) {
  const t = useText()
  const now = useNow()
  const stage = useStage()
  const { reader, books, arrivedAt } = arrival
  return (
    <Box className={s['shelved']}>
      <Box className={s['shelvedWords']}>
        <Box className={s['shelvedNumber']}>{reader.number}</Box>
        <Box>{reader.name}</Box>
        <Box className={arrivedAt === undefined ? s['note'] : s['lastDay']}>
          {arrivedAt === undefined
            ? t.visits.at(clockTime(arrival.startsAt), clockTime(arrival.endsAt))
            : t.arrivals.arrivedAt(moment(arrivedAt, now, t.time))}
        </Box>
        {books.map(({ bookingId, title, barcode, compartment }) => (
          <Box key={bookingId}>
            {title.title}{' '}
            <Box className={s['note']}>
              {compartment === undefined ? barcode : `${barcode} · ${t.desk.compartment(compartment)}`}
            </Box>
          </Box>
        ))}
        <Tag
          tone={arrival.isStaged ? 'ok' : 'plain'}
          icon={arrival.isStaged ? 'done' : 'waiting'}
          text={arrival.isStaged ? t.arrivals.staged : t.arrivals.notStaged}
        />
      </Box>
      {arrival.allowedActions.includes('stage') && (
        <Button
          id={`stage-${arrival.id}`}
          kind="quiet"
          icon="check"
          text={t.arrivals.stage}
          label={t.arrivals.stageOf(reader.name)}
          busyText={stage.isPending ? t.common.sending : undefined}
          onClick={() => stage.mutate(arrival.id, { onError: (error) => toast(errorText(error, text())) })}
        />
      )}
    </Box>
  )
}
