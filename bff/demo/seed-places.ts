import type { BranchRecord, PickupPointRecord } from '../features/places/places.model'
import type { ReadingRoomRecord } from '../features/self-checkout/self-checkout.model'
import { readingRooms } from './reading-rooms'
import type { Seeding } from './seed-context'

export function branchRecords({ plan }: Seeding): BranchRecord[] {
  return plan.branches.map((branch, order) => ({
    _id: branch.id,
    name: branch.name,
    order,
    calendar: branch.calendar,
    pagingWaves: [...branch.pagingWaves],
    prefersOwnPickups: branch.prefersOwnPickups,
  }))
}

export function readingRoomRecords(): ReadingRoomRecord[] {
  return readingRooms.map(({ id, printedCode = null, ...room }, order) => ({
    _id: id,
    ...room,
    order,
    kind: printedCode === null ? 'rotating' : 'printed',
    printedCode,
  }))
}

export function pickupPointRecords({ plan }: Seeding): PickupPointRecord[] {
  return plan.pickupPoints.map(({ id, compartments, ...point }, order) => ({
    _id: id,
    ...point,
    ...(compartments ? { compartments: [...compartments] } : {}),
    order,
  }))
}
