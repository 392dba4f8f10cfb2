import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, type ResponseOf } from '../../lib/call'
import { keepOffline } from '../../lib/query-client'
import { useIsReader } from '../../lib/session'

export type DelegatedPass = ResponseOf<'GET /pickup-passes'>['items'][number]

/** Somebody may be at the desk with one just now: asked anew each time. */
const movesAnyTime = 0

/** The passes that are out (P3). */
export function useDelegatedPasses() {
  return useQuery({
    queryKey: ['delegated-passes'],
    queryFn: async () => (await call('GET /pickup-passes')).items,
    enabled: useIsReader(),
    staleTime: movesAnyTime,
  })
}

/** What may be delegated: everything open, the ready ones first. */
export function useDelegable() {
  return useQuery({
    queryKey: ['bookings', 'open'],
    queryFn: async () => (await call('GET /bookings', { query: { state: 'open', limit: 100 } })).items,
    select: (bookings) => [
      ...bookings.filter(({ status }) => status === 'ready'),
      ...bookings.filter(({ status }) => status !== 'ready'),
    ],
    enabled: useIsReader(),
    meta: keepOffline,
    staleTime: movesAnyTime,
  })
}

export function useDelegate() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (bookingIds: readonly string[]) =>
      call('POST /pickup-passes', { body: { bookingIds: [...bookingIds] } }),
    onSuccess: (pass) => {
      client.setQueryData<readonly DelegatedPass[]>(['delegated-passes'], (known = []) => [pass, ...known])
    },
  })
}

export function useWithdraw() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call('DELETE /pickup-passes/:id', { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['delegated-passes'] }),
  })
}
