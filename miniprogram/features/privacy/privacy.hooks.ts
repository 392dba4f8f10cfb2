import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/call'
import { saveFile } from '../../lib/save-file'
import { endSession, useIsReader } from '../../lib/session'
import { dayOf } from '../../lib/time'

/** What I have agreed to (X1). */
export function usePrivacy() {
  return useQuery({ queryKey: ['privacy'], queryFn: () => call('GET /me/privacy'), enabled: useIsReader() })
}

/** A consent that is withdrawn takes away what many screens show. */
export function useChangePrivacy() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (keepsHistory: boolean) => call('PATCH /me/privacy', { body: { keepsHistory } }),
    onSuccess: (privacy) => {
      client.setQueryData(['privacy'], privacy)
      for (const key of ['bookings', 'loans', 'visits', 'messages', 'fees'])
        void client.invalidateQueries({ queryKey: [key] })
    },
  })
}

/** Who of the staff looked at my account, the last one first. */
export function useAccountViews() {
  return useInfiniteQuery({
    queryKey: ['account-views'],
    queryFn: ({ pageParam }) =>
      call('GET /me/account-views', { query: { limit: 10, ...(pageParam === '' ? {} : { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    enabled: useIsReader(),
  })
}

/** Everything that the library keeps on me, as a file of mine. */
export function useExport() {
  return useMutation({
    mutationFn: async () => {
      const data = await call('GET /me/data')
      return saveFile(`rentu-${dayOf(Date.now())}.json`, JSON.stringify(data, null, 2))
    },
  })
}

/** The library has signed me out everywhere: this phone forgets me too. */
export function useErasure() {
  return useMutation({
    mutationFn: () => call('POST /me/erasure'),
    onSuccess: () => endSession(),
  })
}
