import { bookingActions, bookingStatuses } from '../../bff/contract/bookings'
import {
  canServe,
  isClosedForPickup,
  isTransition,
  kindOf,
  pickupDeadline,
  readerActions,
  refusalsOf,
  sortKeyAt,
  type PlacementSituation,
} from '../../bff/features/bookings/bookings.rules'
import { alwaysOpen } from '../support/opening-hours'
import type { Calendar } from '../../bff/domain/calendar'

const zone = 'Asia/Shanghai'

describe('the table of a booking (B3)', () => {
  /** As the page of rules says it: action, from, to. */
  const promised: Record<string, readonly (readonly [from: string, to: string])[]> = {
    assign: [['queued', 'paging']],
    capture_here: [
      ['queued', 'ready'],
      ['paging', 'ready'],
      ['in_transit', 'ready'],
    ],
    capture_elsewhere: [
      ['queued', 'in_transit'],
      ['paging', 'in_transit'],
    ],
    not_found: [
      ['paging', 'paging'],
      ['paging', 'queued'],
      ['paging', 'unfilled'],
    ],
    put_back: [
      ['in_transit', 'queued'],
      ['ready', 'queued'],
    ],
    collect: [['ready', 'collected']],
    miss_deadline: [
      ['ready', 'queued'],
      ['ready', 'expired'],
    ],
    cancel: ['queued', 'paging', 'in_transit', 'ready'].map((from) => [from, 'cancelled'] as const),
    run_out_of_copies: [['queued', 'unfilled']],
    suspend: [['queued', 'queued']],
    resume: [['queued', 'queued']],
    prioritise: [['queued', 'queued']],
    change_pickup_point: [
      ['queued', 'queued'],
      ['paging', 'paging'],
    ],
  }

  it('knows every promised step and no other', () => {
    const known = bookingActions.map((action) => {
      const steps = bookingStatuses.flatMap((from) => bookingStatuses.map((to) => [from, to] as const))
      return [action, steps.filter(([from, to]) => isTransition(from, action, to)).map(String)] as const
    })
    const wanted = bookingActions.map((action) => [action, (promised[action] ?? []).map(String)] as const)
    const sorted = (rows: typeof known) => rows.map(([action, steps]) => [action, [...steps].sort()])
    expect(sorted(known)).toEqual(sorted(wanted))
  })

  it('leads nowhere from an end', () => {
    for (const end of ['collected', 'expired', 'cancelled', 'unfilled'] as const) {
      const ways = bookingActions.flatMap((action) => bookingStatuses.filter((to) => isTransition(end, action, to)))
      expect(ways).toEqual([])
      expect(readerActions({ status: end, isSuspended: false, mayPlanVisit: true })).toEqual([])
    }
  })

  it('offers the reader what is possible now', () => {
    const offered = (status: (typeof bookingStatuses)[number], isSuspended = false, mayPlanVisit = false) =>
      readerActions({ status, isSuspended, mayPlanVisit })
    expect(offered('queued')).toEqual(['suspend', 'change_pickup_point', 'cancel'])
    expect(offered('queued', true)).toEqual(['resume', 'change_pickup_point', 'cancel'])
    expect(offered('paging')).toEqual(['change_pickup_point', 'cancel'])
    expect(offered('in_transit')).toEqual(['cancel'])
    expect(offered('ready')).toEqual(['cancel'])
    expect(offered('ready', false, true)).toEqual(['plan_visit', 'cancel'])
    expect(offered('paging', false, true)).toEqual(['change_pickup_point', 'cancel'])
  })
})

describe('the place in the queue (B8)', () => {
  it('is before everybody for what was put back, then by staff priority, then by arrival', () => {
    const inOrder = [
      sortKeyAt({ frontOf: 900 }),
      sortKeyAt({ frontOf: 20 }),
      sortKeyAt({ turn: 700, priority: 0 }),
      sortKeyAt({ turn: 3, priority: 4 }),
      sortKeyAt({ turn: 9 }),
      sortKeyAt({ turn: 10 }),
      sortKeyAt({ turn: 1_000_000 }),
      sortKeyAt({ turn: 1, priority: 8 }),
    ]
    expect([...inOrder].sort()).toEqual(inOrder)
    expect(sortKeyAt({ turn: 5, priority: 5 })).toBe(sortKeyAt({ turn: 5 }))
  })
})

describe('what kind of booking it is (B1)', () => {
  const copy = { _id: 'c', branchId: 'main', loanType: 'normal', status: 'available', isOnShelfBookable: true } as const

  it('is a page only when a copy on the shelf may be fetched', () => {
    expect(kindOf([copy])).toBe('page')
    expect(kindOf([{ ...copy, isOnShelfBookable: false }])).toBe('hold')
    expect(kindOf([{ ...copy, status: 'on_loan' }])).toBe('hold')
    expect(kindOf([{ ...copy, status: 'to_clear' }, copy])).toBe('page')
  })

  it('never takes a reference copy, nor another than the one that was asked for', () => {
    expect(canServe({ requestedCopyId: null }, copy)).toBe(true)
    expect(canServe({ requestedCopyId: 'other' }, copy)).toBe(false)
    expect(canServe({ requestedCopyId: 'c' }, { ...copy, loanType: 'reference_only' })).toBe(false)
  })

  it('gives every reason why not at once (C1)', () => {
    const situation: PlacementSituation = {
      readerBlocks: [{ code: 'reader.blocked', details: { reason: 'x' }, remedy: 'ask_the_desk' }],
      openBookings: 5,
      bookingLimit: 5,
      hasOpenBooking: true,
      hasLoan: true,
      copies: [],
      pickupPoint: { isClosed: true },
    }
    expect(refusalsOf(situation).map(({ code }) => code)).toEqual([
      'reader.blocked',
      'booking.already_open',
      'title.already_on_loan',
      'booking.limit_reached',
      'title.not_bookable',
      'pickup_point.closed',
    ])
    const fine = { readerBlocks: [], openBookings: 4, hasOpenBooking: false, hasLoan: false, copies: [copy] }
    expect(refusalsOf({ ...situation, ...fine, pickupPoint: null })).toEqual([])
  })
})

describe('the pickup deadline (B15)', () => {
  const closedOn = (...days: string[]): Calendar => ({
    ...alwaysOpen,
    exceptions: days.map((day) => ({ from: day, to: day, windows: [] })),
  })
  const deadline = (own: Partial<Parameters<typeof pickupDeadline>[0]> = {}) =>
    pickupDeadline({
      arrivedAt: new Date('2026-03-02T02:00:00Z'),
      pickupDays: 3,
      neededBy: null,
      calendar: alwaysOpen,
      strategy: 'next_open_day',
      zone,
      ...own,
    }).toISOString()

  it('is the end of the last day in the library’s time zone', () => {
    expect(deadline()).toBe('2026-03-05T15:59:59.000Z')
  })

  it('counts from the day it is in the library, also just before and after midnight', () => {
    expect(deadline({ arrivedAt: new Date('2026-03-02T15:59:59Z') })).toBe('2026-03-05T15:59:59.000Z')
    expect(deadline({ arrivedAt: new Date('2026-03-02T16:00:00Z') })).toBe('2026-03-06T15:59:59.000Z')
  })

  it('knows the leap day', () => {
    expect(deadline({ arrivedAt: new Date('2028-02-26T02:00:00Z') })).toBe('2028-02-29T15:59:59.000Z')
    expect(deadline({ arrivedAt: new Date('2028-02-27T02:00:00Z') })).toBe('2028-03-01T15:59:59.000Z')
  })

  it('moves off a closed day as the pickup point says', () => {
    const calendar = closedOn('2026-03-05')
    expect(deadline({ calendar })).toBe('2026-03-06T15:59:59.000Z')
    expect(deadline({ calendar, strategy: 'previous_open_day' })).toBe('2026-03-04T15:59:59.000Z')
    expect(deadline({ calendar, strategy: 'keep' })).toBe('2026-03-05T15:59:59.000Z')
  })

  it('never lies before the arrival: when all days until then are closed, it is the next open day', () => {
    const calendar = closedOn('2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06')
    expect(deadline({ calendar, strategy: 'previous_open_day' })).toBe('2026-03-07T15:59:59.000Z')
  })

  it('is earlier when the reader needs it earlier, but not before it has come', () => {
    expect(deadline({ neededBy: '2026-03-03' })).toBe('2026-03-03T15:59:59.000Z')
    expect(deadline({ neededBy: '2026-03-20' })).toBe('2026-03-05T15:59:59.000Z')
    expect(deadline({ neededBy: '2026-03-01' })).toBe('2026-03-02T15:59:59.000Z')
  })

  it('closes a pickup point to new bookings when it does not open for a month', () => {
    const month = { from: '2026-03-02', to: '2026-04-01', windows: [] }
    expect(isClosedForPickup({ ...alwaysOpen, exceptions: [month] }, '2026-03-02')).toBe(true)
    expect(isClosedForPickup({ ...alwaysOpen, exceptions: [month] }, '2026-03-03')).toBe(false)
    expect(isClosedForPickup(alwaysOpen, '2026-03-02')).toBe(false)
  })
})
