import type { Refusal } from '../../contract/common'

interface Item {
  readonly bookingId: string
  readonly result: 'handed_over' | 'refused'
  readonly refusals: readonly Refusal[]
}

/** P2: a scan that hands nothing over and refuses for the reasons of the last time is the last scan, made again. */
export function isNothingNew(items: readonly Item[], last: { readonly items: readonly Item[] }): boolean {
  const refusedBefore = new Map(last.items.map((item) => [item.bookingId, JSON.stringify(item.refusals)]))
  return items.every(
    (item) => item.result === 'refused' && refusedBefore.get(item.bookingId) === JSON.stringify(item.refusals),
  )
}
