import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { call, type ResponseOf } from '../../lib/call'

export type Queue = ResponseOf<'GET /desk/titles/:id/queue'>
export type QueueEntry = Queue['items'][number]

/** Who waits for a title or one part of it. */
export function useQueue(titleId: string, part: string | undefined) {
  return useInfiniteQuery({
    queryKey: ['desk', 'queue', titleId, part ?? ''],
    queryFn: ({ pageParam }) =>
      call('GET /desk/titles/:id/queue', {
        params: { id: titleId },
        query: {
          limit: 50,
          ...(part === undefined ? {} : { part }),
          ...(pageParam === '' ? {} : { cursor: pageParam }),
        },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
}

export function usePrioritise() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({
      bookingId,
      ...body
    }: {
      readonly bookingId: string
      readonly priority: number
      readonly reason: string
    }) => call('POST /desk/bookings/:id/priority', { params: { id: bookingId }, body }),
    onSettled: () => client.invalidateQueries({ queryKey: ['desk', 'queue'] }),
  })
}
