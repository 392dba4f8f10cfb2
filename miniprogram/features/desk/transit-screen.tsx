import { useState } from 'react'
import { Banner } from '../../components/banner/banner'
import { Button } from '../../components/button/button'
import { Row, Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Stack } from '../../components/section/section'
import { Segmented } from '../../components/segmented/segmented'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { Tag } from '../../components/tag/tag'
import { useText } from '../../i18n/text'
import { useRefreshOnShow } from '../../lib/query-client'
import { deadline, moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import type { WorkPlace } from '../../lib/work-place'
import { usePickupPoints } from './desk.hooks'
import { PlaceLine } from './place-line'
import { PlaceSheet } from './place-sheet'
import { AtWorkPlace } from './staff-only'
import { useTransit, type TransitDirection, type Travelling } from './transit.hooks'

/** What is on the road to this branch and from it, and what should have arrived. */
export function TransitScreen() {
  const t = useText()
  return (
    <AtWorkPlace title={t.transit.title} anyOf={['desk', 'paging']}>
      {(place) => <Transit place={place} />}
    </AtWorkPlace>
  )
}

function Transit({ place }: { readonly place: WorkPlace }) {
  const t = useText()
  const branchId = usePickupPoints().data?.find(({ id }) => id === place.id)?.branch.id
  const [direction, setDirection] = useState<TransitDirection>('in')
  const [isChoosing, setIsChoosing] = useState(false)
  const incoming = useTransit(branchId, 'in')
  const outgoing = useTransit(branchId, 'out')
  useRefreshOnShow(['desk', 'transit'])
  const list = direction === 'in' ? incoming : outgoing
  const late = list.data?.pages[0]?.late ?? 0
  return (
    <Screen title={t.transit.title} overlay={isChoosing && <PlaceSheet onClose={() => setIsChoosing(false)} />}>
      <Stack>
        <PlaceLine place={place} onSwitch={() => setIsChoosing(true)} />
        <Segmented
          id="transit-direction"
          label={t.transit.title}
          segments={[
            { value: 'in', text: t.transit.directions.in, count: incoming.data?.pages[0]?.total },
            { value: 'out', text: t.transit.directions.out, count: outgoing.data?.pages[0]?.total },
          ]}
          value={direction}
          onChange={setDirection}
        />
        {late > 0 && <Banner id="late" icon="warning" tone="warm" title={t.transit.lateCount(late)} />}
        <Resource
          of={list}
          isEmpty={({ pages }) => pages[0]?.items.length === 0}
          empty={<Empty icon="transit" title={t.transit.none[direction]} text={t.transit.noneText} />}
        >
          {({ pages }) => (
            <Rows id="travelling">
              {pages.flatMap(({ items }) =>
                items.map((one) => <TravellingRow key={one.copy.barcode} one={one} direction={direction} />),
              )}
            </Rows>
          )}
        </Resource>
        {list.hasNextPage && (
          <Button
            id="more-travelling"
            kind="plain"
            text={t.common.more}
            busyText={list.isFetchingNextPage ? t.common.loading : undefined}
            onClick={() => void list.fetchNextPage()}
          />
        )}
      </Stack>
    </Screen>
  )
}

function TravellingRow({ one, direction }: { readonly one: Travelling; readonly direction: TransitDirection }) {
  const t = useText()
  const now = useNow()
  const way = direction === 'in' ? t.transit.from(one.from.name) : t.transit.to(one.pickupPoint?.name ?? one.to.name)
  const aim = one.pickupPoint === undefined ? t.transit.home : t.transit.forReader
  const title = one.part === undefined ? one.title.title : t.bookings.partOf(one.title.title, one.part)
  return (
    <Row
      icon="transit"
      title={title}
      text={[way, aim, one.copy.barcode, t.transit.since(moment(one.since, now, t.time))].join(' · ')}
      trail={
        one.isLate ? (
          <Tag tone="warm" icon="clock" text={t.transit.late} />
        ) : (
          <Tag text={t.transit.expected(deadline(one.expectedBy, now, t.time))} />
        )
      }
    />
  )
}
