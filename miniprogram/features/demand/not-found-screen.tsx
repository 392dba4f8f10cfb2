import { Button } from '../../components/button/button'
import { Box } from '../../components/host/host'
import { Row, Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Stack } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { relativeDay, startOfDay } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { useNotFound } from './demand.hooks'

/** What readers looked for in vain, the most asked first; a tap looks again. */
export function NotFoundScreen() {
  const t = useText()
  const now = useNow()
  const notFound = useNotFound()
  return (
    <Screen title={t.demand.title}>
      <Resource
        of={notFound}
        isEmpty={({ pages }) => pages[0]?.items.length === 0}
        empty={<Empty icon="done" title={t.demand.none} />}
      >
        {({ pages }) => (
          <Stack>
            <Box>{t.demand.explained}</Box>
            <Rows id="not-found">
              {pages
                .flatMap(({ items }) => items)
                .map(({ query, searches, lastDay }, n) => (
                  <Row
                    key={query}
                    id={`search-again-${n}`}
                    icon="search"
                    title={query}
                    text={t.demand.last(relativeDay(startOfDay(lastDay), now, t.time))}
                    value={t.demand.times(searches)}
                    label={t.demand.again(query, searches)}
                    onClick={() => navigate('search', { q: query })}
                  />
                ))}
            </Rows>
          </Stack>
        )}
      </Resource>
      {notFound.hasNextPage && (
        <Button
          id="more-not-found"
          kind="plain"
          text={t.common.more}
          busyText={notFound.isFetchingNextPage ? t.common.loading : undefined}
          onClick={() => void notFound.fetchNextPage()}
        />
      )}
    </Screen>
  )
}
