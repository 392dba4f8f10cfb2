import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { RefusalCode } from '../../lib/api-error'
import { call, type ResponseOf } from '../../lib/call'

export type FoundTitle = ResponseOf<'GET /titles'>['items'][number]

export function useFoundTitles(words: string | undefined) {
  return useQuery({
    queryKey: ['desk', 'titles', words],
    queryFn: async () => (await call('GET /titles', { query: { q: words ?? '', size: 20 } })).items,
    enabled: words !== undefined,
  })
}

/** The bookable units of a title: its parts, or one without a name. */
export function useParts(titleId: string) {
  return useQuery({
    queryKey: ['titles', titleId],
    queryFn: () => call('GET /titles/:id', { params: { id: titleId } }),
    select: ({ units }) => units.flatMap(({ part }) => (part === undefined ? [] : [part])),
  })
}

export interface DeskWish {
  readonly readerNumber: string
  readonly titleId: string
  readonly part: string | undefined
  readonly pickupPointId: string
  /** The refusals that the librarian passes over (C1). */
  readonly override?: readonly RefusalCode[]
}

export function useDeskBooking() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ part, override = [], ...wish }: DeskWish) =>
      call('POST /desk/bookings', {
        body: {
          ...wish,
          ...(part === undefined ? {} : { part }),
          ...(override.length > 0 ? { override: [...override] } : {}),
        },
      }),
    onSettled: () => {
      for (const key of ['desk', 'paging']) void client.invalidateQueries({ queryKey: [key] })
    },
  })
}
