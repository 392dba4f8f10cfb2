import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../lib/call'

export function useNotFound() {
  return useInfiniteQuery({
    queryKey: ['demand', 'not-found'],
    queryFn: ({ pageParam }) =>
      call('GET /desk/demand/not-found', { query: { limit: 30, ...(pageParam === '' ? {} : { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
}
