import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { call, type RequestOf, type ResponseOf } from '../../lib/call'
import { useIsReader } from '../../lib/session'

export type Suggestion = ResponseOf<'GET /purchase-suggestions'>['items'][number]

export function useSuggestions() {
  const isReader = useIsReader()
  return useInfiniteQuery({
    queryKey: ['suggestions', 'mine'],
    queryFn: ({ pageParam }) =>
      call('GET /purchase-suggestions', { query: { limit: 20, ...(pageParam === '' ? {} : { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    enabled: isReader,
  })
}

export function useSuggest() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: RequestOf<'POST /purchase-suggestions'>['body']) => call('POST /purchase-suggestions', { body }),
    onSettled: () => client.invalidateQueries({ queryKey: ['suggestions'] }),
  })
}

export function useSuggestionsToDecide() {
  return useInfiniteQuery({
    queryKey: ['suggestions', 'desk'],
    queryFn: ({ pageParam }) =>
      call('GET /desk/purchase-suggestions', {
        query: { limit: 20, ...(pageParam === '' ? {} : { cursor: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
}

export function useDecide() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({
      id,
      ...body
    }: { readonly id: string } & RequestOf<'POST /desk/purchase-suggestions/:id/decide'>['body']) =>
      call('POST /desk/purchase-suggestions/:id/decide', { params: { id }, body }),
    onSettled: () => client.invalidateQueries({ queryKey: ['suggestions'] }),
  })
}
