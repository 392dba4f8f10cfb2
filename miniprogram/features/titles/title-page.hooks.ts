import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call, type ResponseOf } from '../../lib/call'

export type Citation = ResponseOf<'GET /titles/:id/citations'>['items'][number]

export function useCitations(id: string) {
  return useQuery({
    queryKey: ['titles', 'citations', id],
    queryFn: () => call('GET /titles/:id/citations', { params: { id } }),
  })
}

export type NearTitle = ResponseOf<'GET /titles/:id/nearby'>['items'][number]

/** In the branch asked for, else in the first that has it. The shelf before stays while the next is fetched. */
export function useNearby(id: string, branch: string | undefined) {
  return useQuery({
    queryKey: ['titles', 'nearby', id, branch],
    queryFn: () => call('GET /titles/:id/nearby', { params: { id }, query: branch === undefined ? {} : { branch } }),
    placeholderData: keepPreviousData,
  })
}
