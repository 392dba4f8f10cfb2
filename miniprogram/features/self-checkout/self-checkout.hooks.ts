import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, type ResponseOf } from '../../lib/call'

export type SelfCheckedOut = ResponseOf<'POST /self-checkout'>
export type GateReceipt = ResponseOf<'GET /loans/:id/gate-receipt'>
export type PlaceCode = ResponseOf<'GET /desk/place-codes'>['items'][number]

export function useSelfCheckout() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (scan: { readonly barcode: string; readonly placeCode: string }) =>
      call('POST /self-checkout', { body: scan }),
    onSuccess: ({ gateReceipt }) => {
      if (gateReceipt !== undefined) client.setQueryData(['gate-receipt', gateReceipt.loanId], gateReceipt)
      for (const key of ['loans', 'home', 'me', 'bookings']) void client.invalidateQueries({ queryKey: [key] })
    },
  })
}

/** Shown at the gate, where the network may be gone: kept on the phone. */
export function useGateReceipt(loanId: string) {
  return useQuery({
    queryKey: ['gate-receipt', loanId],
    queryFn: () => call('GET /loans/:id/gate-receipt', { params: { id: loanId } }),
    meta: { keepOffline: true },
  })
}

/** The codes on the wall; asked anew often enough that a screen never shows one that has run out. */
export function usePlaceCodes(branch: string | undefined) {
  return useQuery({
    queryKey: ['place-codes', branch ?? ''],
    queryFn: async () =>
      (await call('GET /desk/place-codes', { query: { ...(branch === undefined ? {} : { branch }) } })).items,
    refetchInterval: 30_000,
  })
}
