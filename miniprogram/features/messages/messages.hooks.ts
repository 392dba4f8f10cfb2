import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { call, type ResponseOf } from '../../lib/call'
import { useIsReader } from '../../lib/session'

export type Message = ResponseOf<'GET /messages'>['items'][number]

export function useMessages() {
  return useInfiniteQuery({
    queryKey: ['messages', 'list'],
    queryFn: ({ pageParam }) => call('GET /messages', { query: pageParam === '' ? {} : { cursor: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    enabled: useIsReader(),
  })
}

export function useReadMessage() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call('POST /messages/:id/read', { params: { id } }),
    onSuccess: () => {
      for (const key of ['messages', 'home']) void client.invalidateQueries({ queryKey: [key] })
    },
  })
}
