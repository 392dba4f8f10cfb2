import { useInfiniteQuery } from '@tanstack/react-query'
import { call, type ResponseOf } from '../../lib/call'
import { useIsReader } from '../../lib/session'

export type Fee = ResponseOf<'GET /fees'>['items'][number]

export function useFees(state: 'open' | 'closed') {
  return useInfiniteQuery({
    queryKey: ['fees', state],
    queryFn: ({ pageParam }) =>
      call('GET /fees', { query: { state, ...(pageParam === '' ? {} : { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    enabled: useIsReader(),
  })
}
