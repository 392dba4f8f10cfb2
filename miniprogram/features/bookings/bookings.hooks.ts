import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, type RequestOf, type ResponseOf } from '../../lib/call'
import { keepOffline } from '../../lib/query-client'
import { useIsReader } from '../../lib/session'

export type Booking = ResponseOf<'GET /bookings/:id'>
export type BookingOptions = ResponseOf<'GET /titles/:id/booking-options'>
export type PickupPoint = BookingOptions['pickupPoints'][number]
export type PlaceRequest = RequestOf<'POST /bookings'>['body']

/** Whether and how a title can be booked, asked anew each time the sheet opens: the shelf moves. */
export function useBookingOptions(titleId: string, part: string | undefined) {
  return useQuery({
    queryKey: ['booking-options', titleId, part],
    queryFn: () =>
      call('GET /titles/:id/booking-options', { params: { id: titleId }, query: part === undefined ? {} : { part } }),
    staleTime: 0,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  })
}

/** The desk scans while the reader looks: "ready" on the home screen must not be "being fetched" one tap further. */
const movesAnyTime = 0

/** What is open, all of it (the library limits it to a few); opens with no network. */
export function useOpenBookings() {
  return useQuery({
    queryKey: ['bookings', 'open'],
    queryFn: async () => (await call('GET /bookings', { query: { state: 'open', limit: 100 } })).items,
    enabled: useIsReader(),
    meta: keepOffline,
    staleTime: movesAnyTime,
  })
}

export function useClosedBookings() {
  return useInfiniteQuery({
    queryKey: ['bookings', 'closed'],
    queryFn: ({ pageParam }) =>
      call('GET /bookings', { query: { state: 'closed', ...(pageParam === '' ? {} : { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
}

/** One booking with its history; from the list at once, from the library as soon as it answers. */
export function useBooking(id: string) {
  const client = useQueryClient()
  return useQuery({
    queryKey: ['bookings', 'one', id],
    queryFn: () => call('GET /bookings/:id', { params: { id } }),
    meta: keepOffline,
    staleTime: movesAnyTime,
    placeholderData: () =>
      client.getQueryData<readonly Booking[]>(['bookings', 'open'])?.find((booking) => booking.id === id),
  })
}

export function usePickupPoints() {
  return useQuery({
    queryKey: ['pickup-points'],
    queryFn: async () => (await call('GET /pickup-points')).items,
    staleTime: 300_000,
  })
}

/** Whatever a booking changes elsewhere is asked anew. */
function useRefresh() {
  const client = useQueryClient()
  return (booking: Booking) => {
    client.setQueryData(['bookings', 'one', booking.id], booking)
    for (const key of ['bookings', 'home', 'titles', 'me', 'booking-options'])
      void client.invalidateQueries({ queryKey: [key], refetchType: key === 'titles' ? 'none' : 'active' })
  }
}

export function usePlaceBooking() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: PlaceRequest) => call('POST /bookings', { body }),
    onSuccess: refresh,
  })
}

export function useChangeBooking(id: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: RequestOf<'PATCH /bookings/:id'>['body']) =>
      call('PATCH /bookings/:id', { params: { id }, body }),
    onSuccess: refresh,
  })
}

export function useCancelBooking(id: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: () => call('POST /bookings/:id/cancel', { params: { id } }),
    onSuccess: refresh,
  })
}
