import { useReachBottom } from '@tarojs/taro'
import { Button } from '../../components/button/button'
import { Chip, Chips } from '../../components/chip/chip'
import { Box } from '../../components/host/host'
import { Rows } from '../../components/row/row'
import { Skeleton } from '../../components/skeleton/skeleton'
import { Resource } from '../../components/state/resource'
import { useText } from '../../i18n/text'
import { countFilters, sorts, type Filters } from './filters'
import { NothingFound } from './nothing-found'
import { TitleRow } from './title-row'
import { useTitleSearch } from './titles.hooks'
import s from './titles.module.scss'

interface SearchResultsProps {
  readonly query: string
  readonly filters: Filters
  readonly onFilters: (filters: Filters) => void
  readonly onOpenFilters: () => void
  readonly onSearch: (q: string) => void
  readonly onScan: () => void
}

/** The result as an endless shelf. */
export function SearchResults({ query, filters, onFilters, onOpenFilters, onSearch, onScan }: SearchResultsProps) {
  const t = useText()
  const search = useTitleSearch(query, filters)
  const more = () => {
    if (search.hasNextPage && !search.isFetchingNextPage) void search.fetchNextPage()
  }
  useReachBottom(more)
  // there is nothing to sort or to narrow
  const isVain = search.data?.pages[0]?.total === 0 && !search.isPlaceholderData && countFilters(filters) === 0
  return (
    <>
      {!isVain && <FilterBar filters={filters} onFilters={onFilters} onOpenFilters={onOpenFilters} />}
      <Resource of={search} loading={<Skeleton count={5} />}>
        {({ pages }) => {
          const first = pages[0]
          const items = pages.flatMap((page) => page.items)
          return (
            <Box className={search.isPlaceholderData ? s['stale'] : ''}>
              {first?.correction !== undefined && (
                <Chip
                  id="correction"
                  icon="search"
                  text={t.titles.correction(first.correction)}
                  onClick={() => onSearch(first.correction ?? query)}
                />
              )}
              {items.length === 0 ? (
                <NothingFound {...{ query, filters, onFilters, onSearch, onScan }} />
              ) : (
                <>
                  <Box id="result-count" className={s['count']} live>
                    {t.titles.results(first?.total ?? 0)}
                  </Box>
                  <Rows id="results">
                    {items.map((title) => (
                      <TitleRow key={title.id} title={title} />
                    ))}
                  </Rows>
                  <Box className={s['end']}>
                    {search.hasNextPage ? (
                      <Button
                        id="more-results"
                        kind="plain"
                        text={t.common.more}
                        busyText={search.isFetchingNextPage ? t.common.loading : undefined}
                        onClick={more}
                      />
                    ) : (
                      t.common.endOfList
                    )}
                  </Box>
                </>
              )}
            </Box>
          )
        }}
      </Resource>
    </>
  )
}

function FilterBar(props: Pick<SearchResultsProps, 'filters' | 'onFilters' | 'onOpenFilters'>) {
  const t = useText()
  const { filters, onFilters, onOpenFilters } = props
  const count = countFilters(filters)
  return (
    <Chips>
      <Chip
        id="open-filters"
        icon="filter"
        text={count === 0 ? t.titles.filters : t.titles.filtersOn(count)}
        isOn={count > 0}
        onClick={onOpenFilters}
      />
      <Chip
        id="available-only"
        text={t.titles.availableOnly}
        isOn={filters.availableOnly}
        onClick={() => onFilters({ ...filters, availableOnly: !filters.availableOnly })}
      />
      {sorts.map((sort) => (
        <Chip
          key={sort}
          id={`sort-${sort}`}
          text={t.titles.sorts[sort]}
          label={`${t.titles.sort} ${t.titles.sorts[sort]}`}
          isOn={filters.sort === sort}
          onClick={() => onFilters({ ...filters, sort })}
        />
      ))}
    </Chips>
  )
}
