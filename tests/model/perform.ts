import { expectSame, expectTrue } from './expectations'
import { addDays } from '../../bff/domain/calendar'
import { BookingModel } from '../../bff/features/bookings/bookings.model'
import { ApiFailure } from '../support/client'
import { isOpen, type ModelBooking, type ModelCopy } from './model'
import type { Step, Together } from './steps'
import type { BranchName, World } from './world'

type Did = 'as the model' | 'nothing to do'

/** Takes one step in the service and in the model, and holds the one against the other. */
export async function perform(world: World, step: Step | Together): Promise<void> {
  if (step.do === 'together') {
    await together(world, step.steps)
    await world.adopt()
  } else {
    await (actions[step.do] as (world: World, step: Step) => Promise<Did | undefined>)(world, step) // its own step
  }
  await world.compare()
}

/** No order is promised; what is promised is that every call is answered, and that the library is sound afterwards. */
async function together(world: World, steps: readonly Step[]): Promise<void> {
  const calls = steps.flatMap((step) => callOf(world, step) ?? [])
  const answers = await Promise.allSettled(calls.map((call) => call()))
  for (const answer of answers) {
    if (answer.status === 'fulfilled') continue
    const failure: unknown = answer.reason
    expectTrue(failure instanceof ApiFailure && failure.status < 500, String(failure))
  }
}

const pick = <T>(from: readonly T[], choice: number): T | undefined => from[choice % Math.max(from.length, 1)]
const openBookings = ({ model }: World) => model.bookings().filter(isOpen)

type StepOf<Name, S = Step> = S extends { readonly do: infer Names } ? (Name extends Names ? S : never) : never
type Of<Name extends Step['do']> = StepOf<Name>

/** What the step would send, with what there is now. */
function callOf(world: World, step: Step): (() => Promise<unknown>) | undefined {
  if (step.do === 'book') return () => sendBook(world, step)
  if (step.do === 'scan') return () => sendScan(world, step)
  if (step.do === 'hand_over') return () => sendHandOver(world, step)
  if (step.do === 'check_out') return () => sendCheckOut(world, step)
  if (step.do === 'days' || step.do === 'close') return undefined
  const booking = pick(openBookings(world), step.booking)
  return booking && (() => sendOfBooking(world, booking, step))
}

async function sendBook({ test, model, readers, titles }: World, step: Of<'book'>) {
  const call = await test.as(pick(readers, step.reader)?.number ?? '')
  const body = { titleId: pick(titles, step.title) ?? '', pickupPointId: pick(model.points, step.point)?.id ?? '' }
  return call('POST /bookings', { body })
}

async function sendScan({ test, model }: World, step: Of<'scan'>) {
  const barcode = pick(model.copies, step.copy)?.barcode ?? ''
  const pickupPointId = pick(model.points, step.point)?.id ?? ''
  return (await test.as('at-desk'))('POST /desk/check-in', { body: { barcode, pickupPointId } })
}

async function sendHandOver({ test, model, readers }: World, step: Of<'hand_over'>) {
  const readerNumber = pick(readers, step.reader)?.number ?? ''
  const pickupPointId = pick(model.points, step.point)?.id ?? ''
  return (await test.as('at-desk'))('POST /desk/hand-over', { body: { readerNumber, pickupPointId } })
}

async function sendCheckOut({ test, model, readers }: World, step: Of<'check_out'>) {
  const readerNumber = pick(readers, step.reader)?.number ?? ''
  const barcode = pick(model.copies, step.copy)?.barcode ?? ''
  return (await test.as('at-desk'))('POST /desk/check-out', { body: { readerNumber, barcode } })
}

type OfBooking = Extract<Step, { booking: number }>

async function sendOfBooking(world: World, { id, reader }: ModelBooking, step: OfBooking) {
  const { test, model } = world
  if (step.do === 'put_back') return (await test.as('at-desk'))('POST /desk/bookings/:id/put-back', { params: { id } })
  if (step.do === 'not_found') {
    const call = await test.as('pages')
    return call('POST /desk/paging-list/:bookingId/not-found', { params: { bookingId: id }, body: {} })
  }
  const call = await test.as(reader)
  if (step.do === 'cancel') return call('POST /bookings/:id/cancel', { params: { id } })
  const change = {
    suspend: { suspendedUntil: step.do === 'suspend' ? addDays(world.today(), step.days) : null },
    resume: { suspendedUntil: null },
    change_point: { pickupPointId: step.do === 'change_point' ? (pick(model.points, step.point)?.id ?? '') : '' },
  }
  return call('PATCH /bookings/:id', { params: { id }, body: change[step.do] })
}

/** The answer, or the codes of its refusal. */
async function answerOf<T>(call: Promise<T>): Promise<{ answer: T } | { refusals: string[] }> {
  try {
    return { answer: await call }
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 422 && error.refusals.length > 0)
      return { refusals: error.refusals.sort() }
    throw error
  }
}

/**
 * Takes a step that gives the booking a copy from the shelf, when there is one: which of several is the service's choice.
 */
async function nextFromShelf(world: World, booking: ModelBooking, step: OfBooking): Promise<ModelCopy | null> {
  const free = world.model.copiesOf(booking.title).filter(({ status }) => status === 'available')
  await sendOfBooking(world, booking, step)
  const stored = await BookingModel.findById(booking.id).lean()
  const barcode = stored?.status === 'paging' ? stored.shelf?.barcode : undefined
  expectSame(barcode !== undefined, free.length > 0, 'a copy on the shelf is fetched at once')
  if (barcode === undefined) return null
  const next = world.model.copyOf(barcode)
  expectTrue(free.includes(next), 'a copy from the shelf')
  return next
}

const actions: { [Name in Step['do']]: (world: World, step: Of<Name>) => Promise<Did | undefined> } = {
  async book(world, step) {
    const { model, today } = world
    const reader = pick(world.readers, step.reader)?.number ?? ''
    const title = pick(world.titles, step.title) ?? ''
    const expected = model.bookingRefusals(reader, title, today()).sort()
    const hasFree = model.copiesOf(title).some(({ status }) => status === 'available')
    const result = await answerOf(sendBook(world, step))
    if ('refusals' in result) expectSame(result.refusals, expected)
    else {
      expectSame(expected, [])
      const { id, status, copy, pickupPoint } = result.answer
      expectSame(status, hasFree ? 'paging' : 'queued')
      const assigned = copy ? model.copyOf(copy.barcode) : null
      expectTrue(
        assigned === null || (assigned.status === 'available' && assigned.title === title),
        'a copy from the shelf',
      )
      model.place({ id, reader, title, point: pickupPoint.id }, assigned)
    }
    return 'as the model'
  },

  async scan(world, step) {
    const { model } = world
    const copy = pick(model.copies, step.copy)
    const point = pick(model.points, step.point)
    if (!copy || !point) return 'nothing to do'
    const { outcome } = await sendScan(world, step)
    expectSame(outcome, model.scan(copy, point.id), `${copy.barcode} at ${point.id}`)
    return 'as the model'
  },

  async hand_over(world, step) {
    const { model } = world
    const reader = pick(world.readers, step.reader)?.number ?? ''
    const point = pick(model.points, step.point)?.id
    const ready = openBookings(world).filter(
      (one) => one.reader === reader && one.status === 'ready' && one.point === point,
    )
    const { items } = await sendHandOver(world, step)
    for (const booking of ready) {
      const { copy } = booking
      const item = items.find(({ bookingId }) => bookingId === booking.id)
      if (!copy || !item) throw new Error('every ready book is on the receipt')
      const expected = model.lendingRefusals(reader, copy, world.today())
      expectSame((item.refusals ?? []).map(({ code }) => code).sort(), expected.sort())
      if (item.result === 'refused') continue
      booking.status = 'collected'
      model.lend(reader, copy, item.loan?.dueAt ?? '')
    }
    return 'as the model'
  },

  async check_out(world, step) {
    const { model, today } = world
    const reader = pick(world.readers, step.reader)?.number ?? ''
    const copy = pick(model.copies, step.copy)
    if (!copy) return 'nothing to do'
    const isLent = model.loans().some((loan) => loan.reader === reader && loan.copy === copy)
    const expected = isLent ? [] : model.lendingRefusals(reader, copy, today()).sort()
    const result = await answerOf(sendCheckOut(world, step))
    if ('refusals' in result) expectSame(result.refusals, expected)
    else {
      expectSame(expected, [])
      if (!isLent) model.checkOut(reader, copy, result.answer.dueAt)
    }
    return 'as the model'
  },

  async cancel(world, step) {
    const booking = pick(openBookings(world), step.booking)
    if (!booking) return 'nothing to do'
    await sendOfBooking(world, booking, step)
    world.model.cancel(booking)
    return 'as the model'
  },

  async suspend(world, step) {
    const queued = openBookings(world).filter(({ status }) => status === 'queued')
    const booking = pick(queued, step.booking)
    if (!booking) return 'nothing to do'
    await sendOfBooking(world, booking, step)
    booking.isSuspended = true
    return 'as the model'
  },

  async resume(world, step) {
    const booking = pick(
      openBookings(world).filter(({ isSuspended }) => isSuspended),
      step.booking,
    )
    if (!booking) return 'nothing to do'
    world.model.resume(booking, await nextFromShelf(world, booking, step))
    return 'as the model'
  },

  async change_point(world, step) {
    const changeable = openBookings(world).filter(({ status }) => status === 'queued' || status === 'paging')
    const booking = pick(changeable, step.booking)
    if (!booking) return 'nothing to do'
    await sendOfBooking(world, booking, step)
    booking.point = pick(world.model.points, step.point)?.id ?? ''
    return 'as the model'
  },

  async not_found(world, step) {
    const booking = pick(
      openBookings(world).filter(({ status }) => status === 'paging'),
      step.booking,
    )
    if (!booking) return 'nothing to do'
    world.model.notFound(booking, await nextFromShelf(world, booking, step))
    return 'as the model'
  },

  async put_back(world, step) {
    const lying = openBookings(world).filter(({ status }) => status === 'ready' || status === 'in_transit')
    const booking = pick(lying, step.booking)
    if (!booking) return 'nothing to do'
    world.model.putBack(booking, await nextFromShelf(world, booking, step))
    return 'as the model'
  },

  async days(world, step) {
    const { test, model } = world
    test.clock.advance({ days: step.days })
    const now = test.clock.now()
    const due = await BookingModel.find({ status: 'ready', pickupDeadline: { $lt: now } }).lean()
    await runJobs(world)
    for (const { _id } of due) {
      const booking = model.bookings().find(({ id }) => id === _id)
      if (booking) model.missDeadline(booking)
      const stored = await BookingModel.findById(_id).lean()
      expectSame(stored?.status, booking?.status, 'what a missed deadline makes of a booking')
    }
    const late = { status: 'queued', isSuspended: true, suspendedUntil: { $ne: null, $lte: world.today() } } as const
    expectSame(await BookingModel.countDocuments(late), 0, 'every pause ends on its day')
    // who is served first of two that resume at once is not promised
    await world.adopt()
    return 'as the model'
  },

  async close(world, step) {
    const branch: BranchName = step.branch % 2 === 0 ? 'main' : 'science'
    const from = addDays(world.today(), step.inDays)
    await world.close(branch, from, addDays(from, step.days - 1))
    return 'as the model'
  },
}

async function runJobs({ test }: World): Promise<void> {
  for (const name of ['expire ready bookings', 'resume suspended bookings']) {
    await test.app.jobs.find((job) => job.name === name)?.run()
  }
}
