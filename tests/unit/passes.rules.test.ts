import { delegatedPassLimit, isSameScan, refusalsOfDelegating } from '../../bff/features/passes/passes.rules'

describe('delegating a pickup (P3)', () => {
  it('takes every open booking: what waits today may be ready tomorrow', () => {
    const bookings = (['queued', 'paging', 'in_transit', 'ready'] as const).map((status) => ({ _id: status, status }))
    expect(refusalsOfDelegating({ bookings, passesOut: 0 })).toEqual([])
  })

  it('names every booking that has ended, and the limit, all at once', () => {
    const bookings = [
      { _id: 'a', status: 'cancelled' },
      { _id: 'b', status: 'ready' },
      { _id: 'c', status: 'collected' },
    ] as const
    expect(refusalsOfDelegating({ bookings, passesOut: delegatedPassLimit })).toEqual([
      { code: 'booking.closed', details: { bookingId: 'a', status: 'cancelled' }, remedy: 'see_your_bookings' },
      { code: 'booking.closed', details: { bookingId: 'c', status: 'collected' }, remedy: 'see_your_bookings' },
      { code: 'pass.too_many', details: { limit: 20, open: 20 }, remedy: 'withdraw_a_pass' },
    ])
  })

  it('counts a scan at the same place with nothing new as the scan that used the pass (P2)', () => {
    const receipt = { pickupPointId: 'desk', bookingIds: ['a', 'refused'] }
    expect(isSameScan({ receipt, pickupPointId: 'desk', readyHere: [] })).toBe(true)
    expect(isSameScan({ receipt, pickupPointId: 'desk', readyHere: ['refused'] })).toBe(true)
    expect(isSameScan({ receipt, pickupPointId: 'desk', readyHere: ['new'] })).toBe(false)
    expect(isSameScan({ receipt, pickupPointId: 'science-desk', readyHere: [] })).toBe(false)
  })
})
