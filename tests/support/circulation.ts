import type { RequestOf, ResponseOf } from '../../bff/contract'
import type { CopyRecord } from '../../bff/features/copies/copies.model'
import type { ReaderRecord } from '../../bff/features/readers/readers.model'
import type { TitleRecord } from '../../bff/features/titles/titles.model'
import type { TestApp } from './app'
import { ApiFailure } from './client'

type Wish = Partial<RequestOf<'POST /bookings'>['body']>

/** Books a title as this reader, to be collected at the desk of 总馆. */
export async function book(test: TestApp, reader: ReaderRecord, title: TitleRecord, wish: Wish = {}) {
  const call = await test.as(reader.number)
  return call('POST /bookings', { body: { titleId: title._id, pickupPointId: 'desk', ...wish } })
}

/** One scan at a desk. */
export async function scan(test: TestApp, copy: CopyRecord, at: { desk?: string; scannedAt?: string } = {}) {
  const call = await test.as('at-desk')
  const { desk = 'desk', ...rest } = at
  return call('POST /desk/check-in', { body: { barcode: copy.barcode, pickupPointId: desk, ...rest } })
}

/** Lends a copy at the desk. */
export async function lend(test: TestApp, reader: ReaderRecord, copy: CopyRecord) {
  const call = await test.as('at-desk')
  return call('POST /desk/check-out', { body: { readerNumber: reader.number, barcode: copy.barcode } })
}

export async function handOver(
  test: TestApp,
  to: { readonly pass: string } | { readonly readerNumber: string },
  pickupPointId = 'desk',
) {
  const call = await test.as('at-desk')
  return call('POST /desk/hand-over', { body: { ...to, pickupPointId } })
}

export async function cancel(test: TestApp, reader: ReaderRecord, booking: { readonly id: string }) {
  return (await test.as(reader.number))('POST /bookings/:id/cancel', { params: { id: booking.id } })
}

/** The booking as its reader sees it now. */
export async function bookingNow(test: TestApp, reader: ReaderRecord, booking: { readonly id: string }) {
  return (await test.as(reader.number))('GET /bookings/:id', { params: { id: booking.id } })
}

export async function messagesOf(test: TestApp, reader: ReaderRecord) {
  return (await (await test.as(reader.number))('GET /messages')).items
}

export async function templatesOf(test: TestApp, reader: ReaderRecord): Promise<string[]> {
  return (await messagesOf(test, reader)).map(({ template }) => template)
}

/** The loan of a booking that went all the way. */
export async function collected(test: TestApp, reader: ReaderRecord, copy: CopyRecord) {
  await scan(test, copy)
  return handOver(test, { readerNumber: reader.number })
}

/** What a call that must not succeed answers. */
export async function failureOf(call: Promise<unknown>): Promise<ApiFailure> {
  const answer = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )
  if ('error' in answer && answer.error instanceof ApiFailure) return answer.error
  throw new Error(`expected a refusal, got ${JSON.stringify('value' in answer ? answer.value : String(answer.error))}`)
}

/** The codes of all refusals of a call, in their order. */
export async function refusalsOf(call: Promise<unknown>): Promise<string[]> {
  return (await failureOf(call)).refusals
}

/** Settled answers, split into what came and what was refused; anything else (a hang, a 5xx) fails the test. */
export function sorted<T>(answers: readonly PromiseSettledResult<T>[]): { came: T[]; failed: ApiFailure[] } {
  const came: T[] = []
  const failed: ApiFailure[] = []
  for (const answer of answers) {
    if (answer.status === 'fulfilled') came.push(answer.value)
    else if (answer.reason instanceof ApiFailure && answer.reason.status < 500) failed.push(answer.reason)
    else throw answer.reason
  }
  return { came, failed }
}

export type BookingAnswer = ResponseOf<'POST /bookings'>
