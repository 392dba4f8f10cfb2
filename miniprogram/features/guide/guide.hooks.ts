import { useQuery } from '@tanstack/react-query'
import { call, type ResponseOf } from '../../lib/call'
import { keepOffline } from '../../lib/query-client'

export type Guide = ResponseOf<'GET /guide'>

/** The guide of the phase in force; like the notices it opens with no network. */
export function useGuide() {
  return useQuery({ queryKey: ['guide'], queryFn: () => call('GET /guide'), meta: keepOffline })
}
