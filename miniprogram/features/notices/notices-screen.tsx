import { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import Taro from '@tarojs/taro'
import { useMemo, useState } from 'react'
import { Button } from '../../components/button/button'
import { Chip, Chips } from '../../components/chip/chip'
import { Box } from '../../components/host/host'
import { Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Skeleton } from '../../components/skeleton/skeleton'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { useRefreshOnShow } from '../../lib/query-client'
import { NoticeRow } from './notice-row'
import { noticeCategories, useNotices, useTextsOffline, type NoticeCategory } from './notices.hooks'
import { useUnreadMark } from './read-notices'
import s from './notices.module.scss'

/** What the library has to say now, pinned first; what is new to me is marked. */
export function NoticesScreen() {
  const t = useText()
  const [category, setCategory] = useState<NoticeCategory>()
  const feed = useNotices(category)
  useRefreshOnShow(['notices', 'feed'])
  usePullDownRefresh(() => void feed.refetch().finally(() => Taro.stopPullDownRefresh()))
  useReachBottom(() => {
    if (feed.hasNextPage && !feed.isFetchingNextPage) void feed.fetchNextPage()
  })
  return (
    <Screen title={t.notices.title}>
      <Box className={s['chips']}>
        <Chips>
          <Chip
            id="category-all"
            text={t.notices.all}
            isOn={category === undefined}
            onClick={() => setCategory(undefined)}
          />
          {noticeCategories.map((one) => (
            <Chip
              key={one}
              id={`category-${one}`}
              text={t.notices.categories[one]}
              isOn={category === one}
              onClick={() => setCategory(one)}
            />
          ))}
        </Chips>
      </Box>
      <Resource
        of={feed}
        loading={<Skeleton shape="cards" />}
        isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)}
        empty={<NoNotices onSeeAll={category === undefined ? undefined : () => setCategory(undefined)} />}
      >
        {({ pages }) => (
          <>
            <Feed pages={pages} />
            {feed.hasNextPage && (
              <Button
                id="more-notices"
                kind="plain"
                text={t.common.more}
                busyText={feed.isFetchingNextPage ? t.common.loading : undefined}
                onClick={() => void feed.fetchNextPage()}
              />
            )}
          </>
        )}
      </Resource>
    </Screen>
  )
}

type Pages = NonNullable<ReturnType<typeof useNotices>['data']>['pages']

function Feed({ pages }: { readonly pages: Pages }) {
  const markOf = useUnreadMark()
  const notices = useMemo(() => pages.flatMap(({ items }) => items), [pages])
  useTextsOffline(notices)
  return (
    <Rows id="notices">
      {notices.map((notice) => (
        <NoticeRow
          key={notice.id}
          notice={notice}
          mark={markOf(notice)}
          onOpen={() => navigate('notice', { id: notice.id })}
        />
      ))}
    </Rows>
  )
}

function NoNotices({ onSeeAll }: { readonly onSeeAll: (() => void) | undefined }) {
  const t = useText()
  return (
    <Empty icon="notice" title={t.notices.none} text={t.notices.noneText}>
      {onSeeAll === undefined ? (
        <Button id="see-guide" kind="quiet" text={t.guide.title} onClick={() => navigate('guide')} />
      ) : (
        <Button id="see-all" kind="quiet" text={t.notices.seeAll} onClick={onSeeAll} />
      )}
    </Empty>
  )
}
