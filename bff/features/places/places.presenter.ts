import type { z } from 'zod'
import type { named } from '../../contract/common'
import type { pickupPointReference } from '../../contract/bookings'
import type { pickupPoint } from '../../contract/places'
import { dayOf, isOpenAt, windowsOn } from '../../domain/calendar'
import { inLanguage, type Language } from '../../domain/language'
import type { BranchRecord, PickupPointRecord } from './places.model'
import type { Places } from './places.service'

export function presentBranch(branch: BranchRecord, language: Language): z.infer<typeof named> {
  return { id: branch._id, name: inLanguage(branch.name, language) }
}

export function presentPickupPointReference(
  point: PickupPointRecord,
  places: Places,
  language: Language,
): z.infer<typeof pickupPointReference> {
  return {
    id: point._id,
    name: inLanguage(point.name, language),
    kind: point.kind,
    branch: presentBranch(places.branch(point.branchId), language),
  }
}

export function presentPickupPoint(
  point: PickupPointRecord,
  view: { readonly places: Places; readonly language: Language; readonly now: Date; readonly zone: string },
): z.infer<typeof pickupPoint> {
  const { calendar } = view.places.branch(point.branchId)
  return {
    ...presentPickupPointReference(point, view.places, view.language),
    isOpen: isOpenAt(calendar, view.now, view.zone),
    today: windowsOn(calendar, dayOf(view.now, view.zone)).map(({ opens, closes }) => ({ opens, closes })),
    pickupDays: point.pickupDays,
    ...(point.visits ? { visits: { isRequired: point.visits.isRequired, daysAhead: point.visits.daysAhead } } : {}),
  }
}
