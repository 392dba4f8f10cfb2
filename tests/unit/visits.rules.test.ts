import { visitStatuses } from '../../bff/contract/visits'
import type { VisitSettings } from '../../bff/features/places/places.model'
import {
  bookRefusals,
  findSlot,
  momentsOf,
  statusAfter,
  visitDeskActionsOf,
  visitReaderActionsOf,
} from '../../bff/features/visits/visits.rules'
import { alwaysOpen } from '../support/opening-hours'

const settings: VisitSettings = {
  intervalMinutes: 30,
  capacity: 2,
  leadMinutes: 30,
  daysAhead: 3,
  isRequired: false,
  reminderMinutes: 60,
  graceMinutes: 45,
}
const now = new Date('2026-03-02T02:00:00.000Z')

describe('the life of a visit (V2)', () => {
  it('can be changed and cancelled until the reader has arrived', () => {
    const offered = Object.fromEntries(visitStatuses.map((status) => [status, visitReaderActionsOf(status)]))
    expect(offered).toEqual({
      booked: ['change', 'cancel', 'arrive'],
      staged: ['change', 'cancel', 'arrive'],
      arrived: [],
      completed: [],
      cancelled: [],
      missed: [],
    })
  })

  it('is staged once, also when the reader was faster', () => {
    expect(statusAfter('booked', 'stage')).toBe('staged')
    expect(statusAfter('arrived', 'stage')).toBe('arrived')
    expect(visitDeskActionsOf({ status: 'arrived', stagedAt: null })).toEqual(['stage'])
    expect(visitDeskActionsOf({ status: 'arrived', stagedAt: now })).toEqual([])
    expect(visitDeskActionsOf({ status: 'staged', stagedAt: now })).toEqual([])
  })

  it('has to be staged again when it is changed', () => {
    expect(statusAfter('staged', 'change')).toBe('booked')
  })

  it('is missed only by who has not come', () => {
    expect(visitStatuses.filter((status) => statusAfter(status, 'miss') !== null)).toEqual(['booked', 'staged'])
  })
})

describe('a place in a slot (V1, B6)', () => {
  const wish = { calendar: alwaysOpen, startsAt: new Date('2026-03-02T03:00:00.000Z'), now, zone: 'Asia/Shanghai' }

  it('is there while fewer are taken than the capacity, as it is today', () => {
    expect(findSlot({ ...wish, point: { visits: settings }, taken: 1 })).toHaveProperty('slot')
    for (const taken of [2, 7]) {
      expect(findSlot({ ...wish, point: { visits: settings }, taken })).toEqual({
        refusals: [{ code: 'slot.full', details: { capacity: 2, taken }, remedy: 'choose_another_time' }],
      })
    }
  })

  it('is nowhere at a pickup point that takes no visits', () => {
    expect(findSlot({ ...wish, point: {}, taken: 0 })).toMatchObject({ refusals: [{ code: 'pickup_point.closed' }] })
  })

  it('reminds in time, and not of what was booked only just before', () => {
    const found = findSlot({ ...wish, point: { visits: settings }, taken: 0 })
    if (!('slot' in found)) throw new Error('a slot')
    expect(momentsOf(found.slot, new Date('2026-03-02T01:59:00.000Z'))).toMatchObject({
      remindAt: new Date('2026-03-02T02:00:00.000Z'),
      missedFrom: new Date('2026-03-02T04:15:00.000Z'),
    })
    expect(momentsOf(found.slot, now).remindAt).toBeNull()
  })
})

describe('the books of a visit (V2)', () => {
  const book = { _id: 'b1', status: 'ready' as const, pickupPointId: 'desk', visitId: null }
  const codes = (own: Partial<Record<keyof typeof book, unknown>>) =>
    bookRefusals([{ ...book, ...own } as typeof book], { pickupPointId: 'desk', visitId: 'v1' }).map(({ code }) => code)

  it('are ready there, and in no other visit', () => {
    expect(codes({})).toEqual([])
    expect(codes({ visitId: 'v1' })).toEqual([])
    expect(codes({ visitId: 'v2' })).toEqual(['booking.not_ready_here'])
    expect(codes({ status: 'paging' })).toEqual(['booking.not_ready_here'])
    expect(codes({ pickupPointId: 'science-desk' })).toEqual(['booking.not_ready_here'])
  })
})
