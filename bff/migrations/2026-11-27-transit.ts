import { BookingModel, type BookingRecord } from '../features/bookings/bookings.model'
import { CopyModel, type CopyRecord, type TransitRecord } from '../features/copies/copies.model'
import { expectedArrival } from '../features/copies/transit.rules'
import { createPlacesService, type Places } from '../features/places/places.service'
import { transitDaysBetween } from '../features/rules/rules.rules'
import { createRulesService } from '../features/rules/rules.service'
import type { Clock } from '../infra/clock'

interface Deps {
  readonly clock: Clock
  readonly zone: string
}

/**
 * Copies that were on the road before they said from where to where (B9) are given what is known: from their own branch,
 * to the branch of the pickup point or home, since the last step of their booking or the last scan. A copy that has
 * arrived meanwhile is left alone. Nothing has to be rolled back: an earlier version does not read it.
 */
export async function fillInTransit({ clock, zone }: Deps): Promise<void> {
  const unsaid = { status: 'in_transit', 'transit.to': null } as const
  const places = createPlacesService({ clock })
  const rules = createRulesService({ clock })
  for await (const copy of CopyModel.find(unsaid).lean<CopyRecord>().cursor()) {
    const { _id, branchId: from, pickupPointId } = copy
    const to = destinationOf(copy, await places.read())
    const since = await sentAt(copy, clock.now())
    const days = transitDaysBetween(await rules.read(), from, to._id)
    const expectedBy = expectedArrival({ since, days, calendar: to.calendar, zone })
    const transit: TransitRecord = { from, to: to._id, since, expectedBy }
    await CopyModel.updateOne({ _id, pickupPointId, ...unsaid }, { $set: { transit } })
  }
}

function destinationOf({ branchId, pickupPointId }: CopyRecord, places: Places) {
  return places.branch(pickupPointId === null ? branchId : places.pickupPoint(pickupPointId).branchId)
}

async function sentAt({ _id, scannedAt }: CopyRecord, now: Date): Promise<Date> {
  const booking = await BookingModel.findOne({ copyId: _id, status: 'in_transit' })
    .select({ history: 1 })
    .lean<Pick<BookingRecord, 'history'>>()
    .exec()
  return booking?.history.at(-1)?.at ?? scannedAt ?? now
}
