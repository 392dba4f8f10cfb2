import { useState } from 'react'
import { Banner } from '../../components/banner/banner'
import { Button } from '../../components/button/button'
import { Chip, Chips } from '../../components/chip/chip'
import { Row, Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Stack } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { useText, type Texts } from '../../i18n/text'
import { money } from '../../lib/money'
import { moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { useFees, type Fee } from './fees.hooks'

/** What I owe and why, and how it is settled (L5). */
export function FeesScreen() {
  const t = useText()
  const [state, setState] = useState<'open' | 'closed'>('open')
  return (
    <Screen title={t.fees.title}>
      <Stack>
        <Chips>
          <Chip id="fees-open" text={t.fees.open} isOn={state === 'open'} onClick={() => setState('open')} />
          <Chip id="fees-closed" text={t.fees.closed} isOn={state === 'closed'} onClick={() => setState('closed')} />
        </Chips>
        <FeeList state={state} />
      </Stack>
    </Screen>
  )
}

function FeeList({ state }: { readonly state: 'open' | 'closed' }) {
  const t = useText()
  const fees = useFees(state)
  const none = <Empty icon="done" title={state === 'open' ? t.fees.none : t.fees.noneClosed} />
  return (
    <Resource of={fees} isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)} empty={none}>
      {({ pages }) => (
        <>
          {state === 'open' && (
            <Banner
              id="fees-owed"
              icon="warning"
              tone="warm"
              title={t.fees.owed(money(pages[0]?.openCents ?? 0))}
              text={t.fees.howToPay}
            />
          )}
          <Rows id="fees">{pages.flatMap(({ items }) => items.map((fee) => <FeeRow key={fee.id} fee={fee} />))}</Rows>
          {fees.hasNextPage && (
            <Button
              id="more-fees"
              kind="plain"
              text={t.common.more}
              busyText={fees.isFetchingNextPage ? t.common.loading : undefined}
              onClick={() => void fees.fetchNextPage()}
            />
          )}
        </>
      )}
    </Resource>
  )
}

function FeeRow({ fee }: { readonly fee: Fee }) {
  const t = useText()
  const now = useNow()
  const title = [t.fees.reasons[fee.reason], fee.title?.title].filter((part) => part !== undefined).join(' · ')
  return <Row icon="list" title={title} text={detailsOf(fee, now, t)} value={money(fee.amountCents)} />
}

function detailsOf(fee: Fee, now: number, t: Texts): string {
  const when =
    fee.settledAt === undefined
      ? t.fees.recorded(moment(fee.recordedAt, now, t.time))
      : t.fees.settled(moment(fee.settledAt, now, t.time))
  return [t.fees.statuses[fee.status], when, fee.note].filter((part) => part !== undefined).join(' · ')
}
