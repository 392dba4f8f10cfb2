import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, type ResponseOf } from '../../lib/call'

export type ReaderAccount = ResponseOf<'GET /desk/readers/:number'>
export type Fee = ReaderAccount['fees'][number]
export type AccountLoan = ReaderAccount['loans'][number]

const keyOf = (number: string) => ['desk', 'reader', number]

/** Looked at once for each time it is opened: every look is on record (X1). */
export function useReaderAccount(number: string) {
  return useQuery({
    queryKey: keyOf(number),
    queryFn: () => call('GET /desk/readers/:number', { params: { number } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

export type FeeStep =
  | { readonly kind: 'paid'; readonly id: string }
  | { readonly kind: 'refunded'; readonly id: string }
  | { readonly kind: 'waived'; readonly id: string; readonly note: string }
  | { readonly kind: 'lost'; readonly loanId: string; readonly amountCents: number; readonly note?: string }
  | {
      readonly kind: 'new'
      readonly amountCents: number
      readonly reason: Fee['reason']
      readonly loanId?: string
      readonly note?: string
    }

/** Whatever becomes of fees and lost books of this reader. */
export function useFeeStep(readerNumber: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (step: FeeStep): Promise<void> => {
      await send(step, readerNumber)
    },
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(readerNumber) }),
  })
}

function send(step: FeeStep, readerNumber: string): Promise<unknown> {
  if (step.kind === 'paid') return call('POST /desk/fees/:id/paid', { params: { id: step.id } })
  if (step.kind === 'refunded') return call('POST /desk/fees/:id/refunded', { params: { id: step.id } })
  if (step.kind === 'waived')
    return call('POST /desk/fees/:id/waived', { params: { id: step.id }, body: { note: step.note } })
  const { amountCents, note } = step
  const charge = { amountCents, ...(note === undefined ? {} : { note }) }
  if (step.kind === 'lost') return call('POST /desk/loans/:id/lost', { params: { id: step.loanId }, body: charge })
  const { reason, loanId } = step
  const body = { readerNumber, reason, ...charge, ...(loanId === undefined ? {} : { loanId }) }
  return call('POST /desk/fees', { body })
}
