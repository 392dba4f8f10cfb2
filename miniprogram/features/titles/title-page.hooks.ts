import { useQuery } from '@tanstack/react-query'
import { call, type ResponseOf } from '../../lib/call'

export type Citation = ResponseOf<'GET /titles/:id/citations'>['items'][number]

export function useCitations(id: string) {
  return useQuery({
    queryKey: ['titles', 'citations', id],
    queryFn: () => call('GET /titles/:id/citations', { params: { id } }),
  })
}
