import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, type RequestOf, type ResponseOf } from '../../lib/call'
import { keepOffline } from '../../lib/query-client'
import { useIsReader } from '../../lib/session'

export type Visit = ResponseOf<'GET /visits/:id'>
export type Slot = ResponseOf<'GET /pickup-points/:id/slots'>['items'][number]

/** Others choose at the same time: asked anew whenever the day is looked at. */
export function useSlots(pickupPointId: string, day: string) {
  return useQuery({
    queryKey: ['slots', pickupPointId, day],
    queryFn: async () =>
      (await call('GET /pickup-points/:id/slots', { params: { id: pickupPointId }, query: { day } })).items,
    staleTime: 0,
    gcTime: 60_000,
    refetchInterval: 15_000,
  })
}

export function usePickupPoint(id: string) {
  return useQuery({
    queryKey: ['pickup-points'],
    queryFn: async () => (await call('GET /pickup-points')).items,
    select: (points) => points.find((point) => point.id === id),
    staleTime: 300_000,
  })
}

/** My books that lie ready at a pickup point. */
export function useReadyAt(pickupPointId: string) {
  return useQuery({
    queryKey: ['bookings', 'open'],
    queryFn: async () => (await call('GET /bookings', { query: { state: 'open', limit: 100 } })).items,
    select: (bookings) =>
      bookings.filter(({ status, pickupPoint }) => status === 'ready' && pickupPoint.id === pickupPointId),
    meta: keepOffline,
    staleTime: 0,
  })
}

export function useOpenVisits() {
  return useQuery({
    queryKey: ['visits', 'open'],
    queryFn: async () => (await call('GET /visits', { query: { state: 'open' } })).items,
    enabled: useIsReader(),
    meta: keepOffline,
    staleTime: 0,
  })
}

export function useVisit(id: string) {
  const client = useQueryClient()
  return useQuery({
    queryKey: ['visits', 'one', id],
    queryFn: () => call('GET /visits/:id', { params: { id } }),
    meta: keepOffline,
    staleTime: 0,
    placeholderData: () => client.getQueryData<readonly Visit[]>(['visits', 'open'])?.find((visit) => visit.id === id),
  })
}

/** Whatever a visit changes elsewhere is asked anew. */
function useRefresh() {
  const client = useQueryClient()
  return (visit: Visit) => {
    client.setQueryData(['visits', 'one', visit.id], visit)
    for (const key of ['visits', 'slots', 'bookings', 'home']) void client.invalidateQueries({ queryKey: [key] })
  }
}

type Plan = RequestOf<'POST /visits'>['body']

/** A new visit, or another time and other books for the one that is planned there already (V2). */
export function usePlanVisit(planned: Visit | undefined) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: Plan) => {
      if (planned === undefined) return call('POST /visits', { body })
      const { startsAt, bookingIds } = body
      return call('PATCH /visits/:id', { params: { id: planned.id }, body: { startsAt, bookingIds } })
    },
    onSuccess: refresh,
  })
}

export function useCancelVisit(id: string) {
  const refresh = useRefresh()
  return useMutation({ mutationFn: () => call('POST /visits/:id/cancel', { params: { id } }), onSuccess: refresh })
}

export function useArrive(id: string) {
  const refresh = useRefresh()
  return useMutation({ mutationFn: () => call('POST /visits/:id/arrive', { params: { id } }), onSuccess: refresh })
}
