import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call, type RequestOf, type ResponseOf } from '../../lib/call'
import type { Filters } from './filters'

export type TitleSummary = ResponseOf<'GET /titles'>['items'][number]
export type TitleDetail = ResponseOf<'GET /titles/:id'>
export type Facets = ResponseOf<'GET /titles'>['facets']
export type Suggestion = ResponseOf<'GET /titles/suggest'>['items'][number]
type SearchQuery = NonNullable<RequestOf<'GET /titles'>['query']>

const pageSize = 20

function toQuery(q: string, filters: Filters, page: number): SearchQuery {
  const { availableOnly, sort, year, ...facets } = filters
  return {
    q,
    ...facets,
    ...(year === undefined ? {} : { yearFrom: year.from, yearTo: year.to }),
    ...(availableOnly ? { available: 'true' } : {}),
    sort,
    page,
    size: pageSize,
  }
}

/** The catalogue under a query and filters, page after page. The last result stays while the next is fetched. */
export function useTitleSearch(q: string, filters: Filters) {
  return useInfiniteQuery({
    queryKey: ['titles', 'search', q, filters],
    queryFn: ({ pageParam }) => call('GET /titles', { query: toQuery(q, filters, pageParam) }),
    initialPageParam: 1,
    getNextPageParam: (last, pages) => (pages.length * pageSize < last.total ? pages.length + 1 : undefined),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })
}

/** The query without its last word, or else without its first, with the number of titles that finds; none where neither does. */
export function useFewerWords(query: string): { readonly words: string; readonly total: number } | undefined {
  const words = query.trim().split(/\s+/u)
  const [beginning, end] = [words.slice(0, -1).join(' '), words.slice(1).join(' ')]
  const ofBeginning = useHowMany(beginning).data
  const ofEnd = useHowMany(ofBeginning === 0 ? end : '').data ?? 0
  if (ofBeginning !== undefined && ofBeginning > 0) return { words: beginning, total: ofBeginning }
  return ofEnd > 0 ? { words: end, total: ofEnd } : undefined
}

/** How many titles a query finds. A page of one is a look, which the library does not count among the searches. */
function useHowMany(q: string) {
  return useQuery({
    queryKey: ['titles', 'how-many', q],
    queryFn: () => call('GET /titles', { query: { q, size: 1 } }),
    enabled: q !== '',
    // what is found under another spelling is no answer to fewer words
    select: ({ total, correction }) => (correction === undefined ? total : 0),
  })
}

/** The group that gets from elsewhere what the library does not have, by the scene of its stable code (G1). */
const DELIVERY = 'delivery'

/** Undefined where the library has no such group. */
export function useDeliveryGroup() {
  return useQuery({
    queryKey: ['groups', 'list'],
    queryFn: async () => (await call('GET /consultation-groups')).items,
    select: (groups) => groups.find(({ scene }) => scene === DELIVERY),
  })
}

export function useSuggestions(typed: string) {
  return useQuery({
    queryKey: ['titles', 'suggest', typed],
    queryFn: () => call('GET /titles/suggest', { query: { q: typed } }),
    enabled: typed !== '',
    placeholderData: keepPreviousData,
  })
}

export function useNewTitles() {
  return useQuery({ queryKey: ['titles', 'new'], queryFn: () => call('GET /titles/new'), staleTime: 300_000 })
}

export function usePopularTitles() {
  return useQuery({ queryKey: ['titles', 'popular'], queryFn: () => call('GET /titles/popular'), staleTime: 300_000 })
}

/** By id, or by the ISBN that was scanned. */
export function useTitle(key: { readonly id: string } | { readonly isbn: string }) {
  return useQuery({
    queryKey: ['titles', 'detail', key],
    queryFn: () =>
      'id' in key
        ? call('GET /titles/:id', { params: { id: key.id } })
        : call('GET /titles/by-isbn/:isbn', { params: { isbn: key.isbn } }),
  })
}
