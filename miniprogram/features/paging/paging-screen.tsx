import { useMemo, useState, type ReactNode } from 'react'
import { Banner } from '../../components/banner/banner'
import { Button } from '../../components/button/button'
import { Chip, Chips } from '../../components/chip/chip'
import { Box } from '../../components/host/host'
import { Screen } from '../../components/screen/screen'
import { Section, Stack } from '../../components/section/section'
import { Segmented } from '../../components/segmented/segmented'
import { Skeleton } from '../../components/skeleton/skeleton'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { useText } from '../../i18n/text'
import { useRefreshOnShow } from '../../lib/query-client'
import { PagingCard } from './paging-card'
import { useBranches, usePagingList, type NotFound, type PagingEntry } from './paging.hooks'
import { floorsOf } from './walk'
import s from './paging.module.scss'

type View = 'all' | 'mine'

interface PagingScreenProps {
  /** Who walks. */
  readonly account: string
  /** Whose shelves come first; all branches without one. */
  readonly branchId: string | undefined
  /** Where a found book is scanned: check-in is another feature, the page brings the two together. */
  readonly scanner: ReactNode
}

/** 备书: what to fetch, in the order in which one walks past it. */
export function PagingScreen({ account, branchId: ownBranchId, scanner }: PagingScreenProps) {
  const t = useText()
  const [branchId, setBranchId] = useState(ownBranchId)
  const [view, setView] = useState<View>('all')
  const list = usePagingList(branchId)
  const [lastNotFound, setLastNotFound] = useState<NotFound['outcome']>()
  useRefreshOnShow(['paging'])
  const entries = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data])
  const mine = entries.filter(({ claimedBy }) => claimedBy?.account === account)
  return (
    <Screen title={t.paging.title}>
      <Stack>
        {scanner}
        <BranchChips branchId={branchId} onChoose={setBranchId} />
        <Segmented
          id="paging-view"
          label={t.paging.title}
          segments={[
            { value: 'all', text: t.paging.views.all, count: list.data?.pages[0]?.total ?? entries.length },
            { value: 'mine', text: t.paging.views.mine, count: mine.length },
          ]}
          value={view}
          onChange={setView}
        />
        {lastNotFound !== undefined && (
          <Banner
            id="not-found-outcome"
            icon={lastNotFound === 'another_copy' ? 'info' : 'warning'}
            tone={lastNotFound === 'another_copy' ? 'accent' : 'warm'}
            title={t.paging.notFoundOutcomes[lastNotFound]}
          />
        )}
      </Stack>
      <Resource of={list} loading={<Skeleton shape="cards" />}>
        {() => (
          <>
            <Walk
              entries={view === 'mine' ? mine : entries}
              account={account}
              empty={view === 'mine' ? <NoneMine onSeeAll={() => setView('all')} /> : <NoneLeft />}
              onNotFound={setLastNotFound}
            />
            {list.hasNextPage && (
              <Button
                id="more-paging"
                kind="plain"
                text={t.common.more}
                busyText={list.isFetchingNextPage ? t.common.loading : undefined}
                onClick={() => void list.fetchNextPage()}
              />
            )}
          </>
        )}
      </Resource>
    </Screen>
  )
}

function BranchChips(props: {
  readonly branchId: string | undefined
  readonly onChoose: (branchId: string | undefined) => void
}) {
  const t = useText()
  const branches = useBranches().data ?? []
  if (branches.length < 2) return null
  return (
    <Chips>
      <Chip
        id="branch-all"
        text={t.paging.allBranches}
        isOn={props.branchId === undefined}
        onClick={() => props.onChoose(undefined)}
      />
      {branches.map(({ id, name }) => (
        <Chip
          key={id}
          id={`branch-${id}`}
          text={name}
          isOn={props.branchId === id}
          onClick={() => props.onChoose(id)}
        />
      ))}
    </Chips>
  )
}

function Walk(props: {
  readonly entries: readonly PagingEntry[]
  readonly account: string
  readonly empty: ReactNode
  readonly onNotFound: (outcome: NotFound['outcome']) => void
}) {
  const t = useText()
  if (props.entries.length === 0) return props.empty
  return (
    <Box id="walk">
      {floorsOf(props.entries).map(({ key, branch, floor, entries }) => (
        <Section key={key} title={t.paging.floor(branch, floor)} note={t.paging.count(entries.length)}>
          <Box className={s['floor']}>
            {entries.map((entry) => (
              <PagingCard key={entry.bookingId} entry={entry} account={props.account} onNotFound={props.onNotFound} />
            ))}
          </Box>
        </Section>
      ))}
    </Box>
  )
}

function NoneLeft() {
  const t = useText()
  return <Empty icon="done" title={t.paging.none} text={t.paging.noneText} />
}

function NoneMine({ onSeeAll }: { readonly onSeeAll: () => void }) {
  const t = useText()
  return (
    <Empty icon="list" title={t.paging.noneMine} text={t.paging.noneMineText}>
      <Button id="see-all" kind="quiet" text={t.paging.seeAll} onClick={onSeeAll} />
    </Empty>
  )
}
