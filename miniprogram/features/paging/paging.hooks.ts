import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { call, type ResponseOf } from '../../lib/call'
import { isKeptOnPhone, perform, useKeptActs } from '../../lib/kept-acts'
import { keepOffline } from '../../lib/query-client'

type Page = ResponseOf<'GET /desk/paging-list'>
export type PagingEntry = Page['items'][number]
export type NotFound = ResponseOf<'POST /desk/paging-list/:bookingId/not-found'>

/** What to fetch, in shelf-walk order (D2); asked anew every half minute, because colleagues fetch too. */
export function usePagingList(branchId: string | undefined) {
  return useInfiniteQuery({
    queryKey: ['paging', branchId ?? 'all'],
    queryFn: ({ pageParam }) =>
      call('GET /desk/paging-list', {
        query: {
          limit: 100,
          ...(branchId === undefined ? {} : { branch: branchId }),
          ...(pageParam === '' ? {} : { cursor: pageParam }),
        },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    refetchInterval: 30_000,
    // between the shelves there is often no network
    meta: keepOffline,
  })
}

/** The branches whose shelves one may walk. */
export function useBranches() {
  return useQuery({
    queryKey: ['pickup-points'],
    queryFn: async () => (await call('GET /pickup-points')).items,
    staleTime: 300_000,
    select: (points) => [...new Map(points.map(({ branch }) => [branch.id, branch])).values()],
  })
}

type Pages = InfiniteData<Page, string>

/** Puts an answered entry in its place on the list at once; the list itself is asked anew behind it. */
function useEntryOnList() {
  const client = useQueryClient()
  return {
    put: (entry: PagingEntry) =>
      client.setQueriesData<Pages>({ queryKey: ['paging'] }, (list) =>
        list === undefined
          ? undefined
          : {
              ...list,
              pages: list.pages.map((page) => ({
                ...page,
                items: page.items.map((one) => (one.bookingId === entry.bookingId ? entry : one)),
              })),
            },
      ),
    refresh: () => void client.invalidateQueries({ queryKey: ['paging'] }),
  }
}

export function useClaim() {
  const list = useEntryOnList()
  return useMutation({
    mutationFn: ({ entry, takeOver }: { readonly entry: PagingEntry; readonly takeOver: boolean }) =>
      perform({ kind: 'claim', bookingId: entry.bookingId, takeOver, title: entry.title.title }),
    onSuccess: (answer) => {
      if (!isKeptOnPhone(answer)) list.put(answer)
    },
    onError: list.refresh, // a colleague was faster: show who
  })
}

export function useRelease() {
  const list = useEntryOnList()
  return useMutation({
    mutationFn: (bookingId: string) => call('POST /desk/paging-list/:bookingId/release', { params: { bookingId } }),
    onSuccess: list.put,
    onError: list.refresh,
  })
}

/** B13. The barcode that was looked for goes along: a second tap after another copy was assigned changes nothing. */
export function useNotFound() {
  const list = useEntryOnList()
  return useMutation({
    mutationFn: ({ bookingId, copy, title }: PagingEntry) =>
      perform({ kind: 'not_found', bookingId, barcode: copy.barcode, title: title.title }),
    onSettled: list.refresh,
  })
}

/** What of this booking waits on the phone for the network (D3). */
export function useKeptOf(bookingId: string) {
  const acts = useKeptActs().waiting.flatMap(({ act }) =>
    'bookingId' in act && act.bookingId === bookingId ? [act] : [],
  )
  return { isKept: acts.length > 0, isNotFoundKept: acts.some(({ kind }) => kind === 'not_found') }
}
