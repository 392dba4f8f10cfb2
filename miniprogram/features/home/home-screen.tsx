import { usePullDownRefresh } from '@tarojs/taro'
import Taro from '@tarojs/taro'
import { Banner } from '../../components/banner/banner'
import { Tap } from '../../components/button/tap'
import { Box, Span } from '../../components/host/host'
import { Icon } from '../../components/icon/icon'
import { Screen } from '../../components/screen/screen'
import { Stack } from '../../components/section/section'
import { Skeleton } from '../../components/skeleton/skeleton'
import { Resource } from '../../components/state/resource'
import { Tag } from '../../components/tag/tag'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { useRefreshOnShow } from '../../lib/query-client'
import { useMe } from '../../lib/session'
import { localTime, relativeDay } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { useHome, type Home } from './home.hooks'
import { NeedsMe } from './needs-me'
import { Courses, Notices } from './news'
import { OpeningHours } from './opening-hours'
import { QuickActions } from './quick-actions'
import s from './home.module.scss'

/** What needs me now, first; then whether the library is open, and what is new. */
export function HomeScreen() {
  const t = useText()
  const home = useHome()
  useRefreshOnShow(['home'])
  usePullDownRefresh(() => {
    void home.refetch().finally(() => {
      Taro.stopPullDownRefresh()
    })
  })
  return (
    <Screen title={t.home.title} tab="home" ownHead>
      <Head library={home.data?.library} />
      <SearchPill />
      <Resource of={home} loading={<Skeleton shape="page" count={3} />}>
        {(data) => <Content home={data} />}
      </Resource>
    </Screen>
  )
}

function Head({ library }: { readonly library: Home['library'] | undefined }) {
  const t = useText()
  const me = useMe()
  const now = useNow()
  const { hour } = localTime(now)
  const greeting = t.home.greeting[hour < 11 ? 'morning' : hour < 18 ? 'afternoon' : 'evening']
  return (
    <Box className={s['head']}>
      <Box className={s['place']}>
        <Span>{library?.name ?? t.common.appName}</Span>
        {library?.isDemo === true && <Tag text={t.home.demo} />}
      </Box>
      <Box className={s['greeting']} role="heading">
        {me === undefined ? greeting : t.home.greetingTo(greeting, me.name)}
      </Box>
    </Box>
  )
}

/** Looks like the search line; the search tab has the real one. */
function SearchPill() {
  const t = useText()
  return (
    <Tap
      id="go-search"
      className={s['search']}
      label={t.titles.searchLabel}
      onClick={() => {
        navigate('search', { focus: '1' })
      }}
    >
      <Icon name="search" />
      <Span className={s['searchText']}>{t.home.searchPlaceholder}</Span>
    </Tap>
  )
}

function Content({ home }: { readonly home: Home }) {
  const t = useText()
  const now = useNow()
  const { phase } = home
  return (
    <Box className={s['content']}>
      {phase.banner !== undefined && (
        <Banner
          id="phase"
          icon="phase"
          title={phase.name}
          text={`${phase.banner} · ${t.home.phaseSince(relativeDay(phase.since, now, t.time))}`}
        />
      )}
      <NeedsMe home={home} />
      <QuickActions />
      <OpeningHours hours={home.hours} />
      <Notices notices={home.notices} />
      <Stack>
        <Courses courses={home.courses} />
      </Stack>
    </Box>
  )
}
