import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call, type ResponseOf } from '../../lib/call'
import { canStream, listenTo } from '../../lib/event-stream'

export type Arrival = ResponseOf<'GET /desk/arrivals'>['items'][number]

/** A reader who stands there is not to wait longer than this for the screen. */
const pollMs = 2000

/** Who stands there and who comes today; told by the library in a browser, asked again and again in WeChat. */
export function useArrivals(pickupPointId: string) {
  const client = useQueryClient()
  useEffect(() => {
    if (!canStream) return undefined
    return listenTo(`/desk/stream?pickupPointId=${encodeURIComponent(pickupPointId)}`, () => {
      void client.invalidateQueries({ queryKey: ['desk', 'arrivals', pickupPointId] })
    })
  }, [client, pickupPointId])
  return useQuery({
    queryKey: ['desk', 'arrivals', pickupPointId],
    queryFn: async () => (await call('GET /desk/arrivals', { query: { pickupPointId, limit: 100 } })).items,
    staleTime: 0,
    ...(canStream ? {} : { refetchInterval: pollMs }),
  })
}

export function useStage() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call('POST /desk/visits/:id/stage', { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['desk', 'arrivals'] }),
  })
}
