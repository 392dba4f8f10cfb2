import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, type ResponseOf } from '../../lib/call'
import type { RefusalCode } from '../../lib/api-error'
import { perform } from '../../lib/kept-acts'
import { libraryNow } from '../../lib/library-clock'
import type { WorkPlace } from '../../lib/work-place'

export type CheckedIn = ResponseOf<'POST /desk/check-in'>
export type Receipt = ResponseOf<'POST /desk/hand-over'>
export type HandedOver = Receipt['items'][number]
export type Shelf = ResponseOf<'GET /desk/shelf'>
export type Loan = ResponseOf<'POST /desk/check-out'>

export function usePickupPoints() {
  return useQuery({
    queryKey: ['pickup-points'],
    queryFn: async () => (await call('GET /pickup-points')).items,
    staleTime: 300_000,
  })
}

/** The name of a pickup point in the reader's language: the one kept on the phone may be older than the language. */
export function usePlaceName(place: WorkPlace | undefined): string | undefined {
  const points = usePickupPoints()
  return points.data?.find(({ id }) => id === place?.id)?.name ?? place?.name
}

/** How many books wait to be fetched in a branch; everywhere without one. */
export function useToFetchCount(branchId: string | undefined, isOn: boolean) {
  return useQuery({
    queryKey: ['desk', 'paging-count', branchId ?? ''],
    queryFn: async () => {
      const page = await call('GET /desk/paging-list', {
        query: { limit: 1, ...(branchId === undefined ? {} : { branch: branchId }) },
      })
      return page.total ?? page.items.length
    },
    enabled: isOn,
  })
}

/** What lies on the pickup shelf: ready for readers, the earliest deadline first, and to clear. */
export function useShelf(pickupPointId: string | undefined, isOn = true) {
  return useQuery({
    queryKey: ['desk', 'shelf', pickupPointId],
    queryFn: () => call('GET /desk/shelf', { query: { pickupPointId: pickupPointId ?? '', limit: 100 } }),
    enabled: isOn && pickupPointId !== undefined,
  })
}

/** Whatever a scan moves is counted and listed anew. */
function useRefreshDesk() {
  const client = useQueryClient()
  return () => {
    for (const key of ['desk', 'paging']) void client.invalidateQueries({ queryKey: [key] })
  }
}

/** Kept on the phone without a network, with the time of the scan (D3). */
export function useCheckIn(pickupPointId: string) {
  const refresh = useRefreshDesk()
  return useMutation({
    mutationFn: (barcode: string) =>
      perform({ kind: 'check_in', barcode, pickupPointId, scannedAt: libraryNow().toISOString() }),
    onSettled: refresh,
  })
}

export interface Presented {
  readonly kind: 'pass' | 'readerNumber'
  readonly value: string
}

/** The refusals that the librarian passes over (C1). */
interface Override {
  readonly override?: readonly RefusalCode[]
}

export function useHandOver(pickupPointId: string) {
  const refresh = useRefreshDesk()
  return useMutation({
    mutationFn: ({ kind, value, override = [] }: Presented & Override) =>
      call('POST /desk/hand-over', {
        body: {
          ...(kind === 'pass' ? { pass: value } : { readerNumber: value }),
          pickupPointId,
          ...(override.length > 0 ? { override: [...override] } : {}),
        },
      }),
    onSettled: refresh,
  })
}

export function useCheckOut(readerNumber: string) {
  return useMutation({
    mutationFn: ({ barcode, override = [] }: Override & { readonly barcode: string }) =>
      call('POST /desk/check-out', {
        body: { readerNumber, barcode, ...(override.length > 0 ? { override: [...override] } : {}) },
      }),
  })
}

export function usePutBack() {
  const refresh = useRefreshDesk()
  return useMutation({
    mutationFn: (bookingId: string) => call('POST /desk/bookings/:id/put-back', { params: { id: bookingId } }),
    onSettled: refresh,
  })
}
