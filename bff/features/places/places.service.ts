import { notFound } from '../../domain/app-error'
import type { Clock } from '../../infra/clock'
import { createMemo } from '../../infra/memo'
import type { BranchRecord, PickupPointRecord } from './places.model'
import * as queries from './places.queries'

export interface Places {
  readonly branches: readonly BranchRecord[]
  readonly pickupPoints: readonly PickupPointRecord[]
  branch(id: string): BranchRecord
  pickupPoint(id: string): PickupPointRecord
}

export type PlacesService = ReturnType<typeof createPlacesService>

/** Branches and pickup points. Read by every request, changed a few times a year: remembered for a second. */
export function createPlacesService(deps: { readonly clock: Clock }) {
  const memo = createMemo(deps.clock, 1000, readPlaces)
  return { read: memo.get, forget: memo.forget }
}

async function readPlaces(): Promise<Places> {
  const [branches, pickupPoints] = await Promise.all([queries.readBranches(), queries.readPickupPoints()])
  const branchById = new Map(branches.map((branch) => [branch._id, branch]))
  const pointById = new Map(pickupPoints.map((point) => [point._id, point]))
  return {
    branches,
    pickupPoints,
    branch: (id) => branchById.get(id) ?? fail(),
    pickupPoint: (id) => pointById.get(id) ?? fail(),
  }
}

function fail(): never {
  throw notFound()
}
