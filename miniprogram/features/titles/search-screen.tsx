import { useDidShow, useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { SearchBar } from '../../components/field/search-bar'
import { Box } from '../../components/host/host'
import { Screen } from '../../components/screen/screen'
import { useText } from '../../i18n/text'
import { toast } from '../../lib/feedback'
import { decodeParam, takeHandedOver } from '../../lib/navigation'
import { scanBook } from '../../lib/scan-book'
import { FilterSheet } from './filter-sheet'
import { noFilters, type Filters } from './filters'
import { noteSearch } from './recent-searches'
import { SearchResults } from './search-results'
import { SearchStart } from './search-start'
import { Suggestions } from './suggestions'
import s from './titles.module.scss'

const isBrowser = process.env.TARO_ENV === 'h5'

/** One line to type into; suggestions while typing, results after. */
export function SearchScreen() {
  const t = useText()
  const { params } = useRouter()
  const [typed, setTyped] = useState(() => decodeParam(params['q']))
  const [query, setQuery] = useState(typed)
  const [filters, setFilters] = useState<Filters>(noFilters)
  const [isFiltering, setIsFiltering] = useState(false)
  const [wantsFocus, setWantsFocus] = useState(false)

  const search = (text: string) => {
    const q = text.trim()
    setTyped(q)
    setQuery(q)
    if (q !== '') noteSearch(q)
  }
  const scanIsbn = () => void scanBook({ onMissing: search, onNoIsbn: () => toast(t.titles.scanFailed) })
  useDidShow(() => {
    const handed = takeHandedOver('search')
    if (handed['focus'] !== undefined) setWantsFocus(true)
    if (handed['q'] !== undefined) search(handed['q'])
  })
  useFocus(wantsFocus, () => setWantsFocus(false))

  const isTyping = typed.trim() !== query
  return (
    <Screen
      title={t.titles.search}
      tab="search"
      ownHead
      overlay={
        isFiltering && (
          <FilterSheet query={query} filters={filters} onChange={setFilters} onClose={() => setIsFiltering(false)} />
        )
      }
    >
      <Box className={s['searchHead']}>
        <SearchBar
          id="search"
          label={t.titles.searchLabel}
          placeholder={t.titles.placeholder}
          value={typed}
          autoFocus={wantsFocus && !isBrowser}
          clearLabel={t.titles.clear}
          scan={{ label: t.titles.scan, onScan: scanIsbn }}
          onChange={(text) => {
            setTyped(text)
            if (text === '') setQuery('')
          }}
          onConfirm={search}
        />
      </Box>
      {typed.trim() === '' && <SearchStart onSearch={search} />}
      {typed.trim() !== '' && isTyping && <Suggestions typed={typed.trim()} onSearch={search} />}
      {query !== '' && !isTyping && (
        <SearchResults
          query={query}
          filters={filters}
          onFilters={setFilters}
          onOpenFilters={() => setIsFiltering(true)}
          onSearch={search}
          onScan={scanIsbn}
        />
      )}
    </Screen>
  )
}

/** A browser's page may be there already when it is asked to take the keyboard. */
function useFocus(isWanted: boolean, onDone: () => void): void {
  useEffect(() => {
    if (!isWanted || !isBrowser) return
    document.getElementById('search')?.focus()
    onDone()
  }, [isWanted, onDone])
}
