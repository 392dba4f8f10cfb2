import { callAs, type ResponseOf } from './call'
import { isRecord } from './storage'

/** What a desk may do without a network (D3), with the words to show it by. */
export type DeskAct =
  | {
      readonly kind: 'check_in'
      readonly barcode: string
      readonly pickupPointId: string
      readonly scannedAt: string
    }
  | { readonly kind: 'claim'; readonly bookingId: string; readonly takeOver: boolean; readonly title: string }
  | { readonly kind: 'not_found'; readonly bookingId: string; readonly barcode: string; readonly title: string }

interface Answers {
  readonly check_in: ResponseOf<'POST /desk/check-in'>
  readonly claim: ResponseOf<'POST /desk/paging-list/:bookingId/claim'>
  readonly not_found: ResponseOf<'POST /desk/paging-list/:bookingId/not-found'>
}

export type AnswerOf<A extends DeskAct> = Answers[A['kind']]

/** An act with the key it has had from the start, so that sending it again is harmless. */
export interface MadeAct {
  readonly key: string
  readonly at: string
  readonly act: DeskAct
}

const kinds = ['check_in', 'claim', 'not_found'] as const satisfies readonly DeskAct['kind'][]

/** An older version of the app may have stored it. */
export function isMadeAct(value: unknown): value is MadeAct {
  return (
    isRecord(value) &&
    typeof value['key'] === 'string' &&
    typeof value['at'] === 'string' &&
    isRecord(value['act']) &&
    kinds.some((kind) => isRecord(value['act']) && value['act']['kind'] === kind)
  )
}

/** @throws ApiError */
export function sendAct({ act, key }: MadeAct): Promise<Answers[DeskAct['kind']]> {
  if (act.kind === 'check_in') {
    const { barcode, pickupPointId, scannedAt } = act
    return callAs('POST /desk/check-in', { body: { barcode, pickupPointId, scannedAt } }, key)
  }
  const params = { bookingId: act.bookingId }
  return act.kind === 'claim'
    ? callAs('POST /desk/paging-list/:bookingId/claim', { params, body: { takeOver: act.takeOver } }, key)
    : callAs('POST /desk/paging-list/:bookingId/not-found', { params, body: { barcode: act.barcode } }, key)
}
