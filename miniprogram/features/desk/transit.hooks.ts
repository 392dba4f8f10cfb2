import { useInfiniteQuery } from '@tanstack/react-query'
import { call, type ResponseOf } from '../../lib/call'

export type TransitDirection = 'in' | 'out'
export type Travelling = ResponseOf<'GET /desk/transit'>['items'][number]

/** What is on the road to or from a branch. */
export function useTransit(branchId: string | undefined, direction: TransitDirection) {
  return useInfiniteQuery({
    queryKey: ['desk', 'transit', branchId ?? '', direction],
    queryFn: ({ pageParam }) =>
      call('GET /desk/transit', {
        query: {
          branch: branchId ?? '',
          direction,
          limit: 50,
          ...(pageParam === '' ? {} : { cursor: pageParam }),
        },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    enabled: branchId !== undefined,
  })
}
