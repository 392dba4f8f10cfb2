import { Button } from '../../components/button/button'
import { Empty } from '../../components/state/state'
import { useText } from '../../i18n/text'
import { isbnIn } from '../../lib/isbn'
import { navigate } from '../../lib/navigation'
import { useMe } from '../../lib/session'
import { countFilters, noFilters, type Filters } from './filters'
import { useDeliveryGroup, useFewerWords } from './titles.hooks'

interface NothingFoundProps {
  readonly query: string
  readonly filters: Filters
  readonly onFilters: (filters: Filters) => void
  readonly onSearch: (q: string) => void
  readonly onScan: () => void
}

/** Never a dead end: fewer conditions, fewer words, the book's own number; else the library may buy it, another one has it, or a person knows. */
export function NothingFound({ query, filters, onFilters, onSearch, onScan }: NothingFoundProps) {
  const t = useText()
  const me = useMe()
  // librarians decide on suggestions
  const maySuggest = me?.role !== 'librarian'
  const isFiltered = countFilters(filters) > 0
  const isbn = isbnIn(query)
  const fewer = useFewerWords(isFiltered || isbn !== undefined ? '' : query)
  const delivery = useDeliveryGroup().data
  return (
    <Empty
      icon="search"
      title={t.titles.nothing}
      text={isFiltered ? t.titles.nothingFiltered : maySuggest ? t.titles.nothingWays : t.titles.nothingText}
    >
      {isFiltered && (
        <Button
          id="clear-filters"
          text={t.titles.clearFilters}
          onClick={() => onFilters({ ...noFilters, sort: filters.sort })}
        />
      )}
      {maySuggest && !isFiltered && (
        <Button
          id="suggest-purchase"
          icon="plus"
          text={t.suggestions.title}
          onClick={() => navigate('suggestions', isbn === undefined ? { title: query } : { isbn: query })}
        />
      )}
      {fewer !== undefined && (
        <Button
          id="fewer-words"
          kind="quiet"
          icon="search"
          text={t.titles.fewerWords(fewer.words, fewer.total)}
          onClick={() => onSearch(fewer.words)}
        />
      )}
      {isbn === undefined && (
        <Button id="scan-in-hand" kind="quiet" icon="scan" text={t.titles.scanInHand} onClick={onScan} />
      )}
      {delivery !== undefined && !isFiltered && (
        <Button
          id="document-delivery"
          kind="quiet"
          icon="transit"
          text={t.titles.fromElsewhere(delivery.name)}
          onClick={() => navigate('group', { scene: delivery.scene })}
        />
      )}
      <Button id="ask-group" kind="quiet" icon="group" text={t.titles.askGroup} onClick={() => navigate('groups')} />
    </Empty>
  )
}
