import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, type ResponseOf } from '../../lib/call'
import { keepOffline } from '../../lib/query-client'
import { useIsReader } from '../../lib/session'

export type Loan = ResponseOf<'GET /loans'>['items'][number]

/** What I have at home, the one due first on top; opens with no network. */
export function useOpenLoans() {
  return useQuery({
    queryKey: ['loans', 'open'],
    queryFn: async () => (await call('GET /loans', { query: { state: 'open', limit: 100 } })).items,
    enabled: useIsReader(),
    meta: keepOffline,
    // the desk hands a book over while the reader looks: what was kept a moment ago is asked anew
    staleTime: 0,
  })
}

export function useClosedLoans() {
  return useInfiniteQuery({
    queryKey: ['loans', 'closed'],
    queryFn: ({ pageParam }) =>
      call('GET /loans', { query: { state: 'closed', ...(pageParam === '' ? {} : { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
}

function useRefresh() {
  const client = useQueryClient()
  return () => {
    for (const key of ['loans', 'home', 'me']) void client.invalidateQueries({ queryKey: [key] })
  }
}

export function useRenewLoan() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (id: string) => call('POST /loans/:id/renew', { params: { id } }),
    onSuccess: refresh,
  })
}

export function useRenewAll() {
  const refresh = useRefresh()
  return useMutation({ mutationFn: () => call('POST /loans/renew-all'), onSuccess: refresh })
}
