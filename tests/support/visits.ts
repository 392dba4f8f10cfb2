import type { RequestOf, ResponseOf } from '../../bff/contract'
import { PickupPointModel, type VisitSettings } from '../../bff/features/places/places.model'
import type { ReaderRecord } from '../../bff/features/readers/readers.model'
import { SlotModel } from '../../bff/features/visits/slots.model'
import type { TestApp } from './app'
import { book, scan } from './circulation'
import { aCopy, aTitle } from './library'

export type Visit = ResponseOf<'GET /visits/:id'>

/** Half-hour slots for two, an hour ahead, up to three days. */
export const plainVisits: VisitSettings = {
  intervalMinutes: 30,
  capacity: 2,
  leadMinutes: 60,
  daysAhead: 3,
  isRequired: false,
  reminderMinutes: 60,
  graceMinutes: 30,
}

/** The test library's clock stands at ten on Monday: the first slot that can be taken. */
export const eleven = '2026-03-02T03:00:00.000Z'
export const halfPastEleven = '2026-03-02T03:30:00.000Z'

/** Lets readers choose a time at a pickup point; `null`: they simply come. */
export async function takeVisits(test: TestApp, settings: Partial<VisitSettings> | null = {}, pickupPointId = 'desk') {
  const visits = settings && { ...plainVisits, ...settings }
  await PickupPointModel.updateOne({ _id: pickupPointId }, visits ? { $set: { visits } } : { $unset: { visits: 1 } })
  test.app.services.places.forget()
}

/** A book of this reader on the pickup shelf. */
export async function aReadyBook(test: TestApp, reader: ReaderRecord, pickupPointId = 'desk') {
  const title = await aTitle()
  const copy = await aCopy(title)
  const booking = await book(test, reader, title, { pickupPointId })
  await scan(test, copy, { desk: pickupPointId })
  return { id: booking.id, title, copy }
}

type Wish = Partial<RequestOf<'POST /visits'>['body']>

export async function plan(test: TestApp, reader: ReaderRecord, books: readonly { id: string }[], wish: Wish = {}) {
  const call = await test.as(reader.number)
  const bookingIds = books.map(({ id }) => id)
  return call('POST /visits', { body: { pickupPointId: 'desk', startsAt: eleven, bookingIds, ...wish } })
}

export async function change(
  test: TestApp,
  reader: ReaderRecord,
  { visit, ...body }: { visit: { id: string } } & RequestOf<'PATCH /visits/:id'>['body'],
) {
  return (await test.as(reader.number))('PATCH /visits/:id', { params: { id: visit.id }, body })
}

export async function arrive(test: TestApp, reader: ReaderRecord, visit: { id: string }) {
  return (await test.as(reader.number))('POST /visits/:id/arrive', { params: { id: visit.id } })
}

export async function cancelVisit(test: TestApp, reader: ReaderRecord, visit: { id: string }) {
  return (await test.as(reader.number))('POST /visits/:id/cancel', { params: { id: visit.id } })
}

export async function visitNow(test: TestApp, reader: ReaderRecord, visit: { id: string }) {
  return (await test.as(reader.number))('GET /visits/:id', { params: { id: visit.id } })
}

export async function arrivalsAt(test: TestApp, pickupPointId = 'desk') {
  return (await (await test.as('at-desk'))('GET /desk/arrivals', { query: { pickupPointId } })).items
}

export async function takenAt(startsAt: string, pickupPointId = 'desk'): Promise<number> {
  return (await SlotModel.findById(`${pickupPointId} ${startsAt}`).lean())?.taken ?? 0
}
