import type { TitleSummary } from '../../contract/titles'
import type { CopyRecord } from '../copies/copies.model'
import { withoutShelf } from '../copies/copies.rules'
import type { CopiesService } from '../copies/copies.service'
import type { BranchRecord } from '../places/places.model'
import type { PlacesService } from '../places/places.service'
import { neighboursOf, shelvedCopyOf } from './nearby.rules'
import type { TitleSummaries } from './summaries.service'
import type { TitleRecord } from './titles.model'

interface Deps {
  readonly copies: CopiesService
  readonly places: PlacesService
  readonly summaries: TitleSummaries
}

export interface Nearby {
  readonly shelf: { readonly branch: BranchRecord; readonly copy: CopyRecord } | null
  readonly branches: readonly BranchRecord[]
  readonly items: readonly (TitleSummary & { readonly callNumber: string; readonly isThis: boolean })[]
}

const titlesOnEachSide = 4
/** A popular title stands there many times; of so many copies the next titles are among them, or there are none. */
const copiesOnEachSide = 60

export type NearbyService = ReturnType<typeof createNearby>

/** The shelf around a title, as one would see it standing there. */
export function createNearby(deps: Deps) {
  /** @param branchId where to look; absent: the first branch that has it. @throws `resource.not_found` for an unknown one */
  async function of(title: TitleRecord, branchId: string | undefined): Promise<Nearby> {
    const [copies, places] = await Promise.all([deps.copies.listOfTitle(title._id), deps.places.read()])
    const branches = places.branches.filter(({ _id }) => shelvedCopyOf(copies, _id) !== undefined)
    const branch = branchId === undefined ? branches[0] : places.branch(branchId)
    const copy = branch && shelvedCopyOf(copies, branch._id)
    if (!branch || !copy) return { shelf: null, branches, items: [] }
    return { shelf: { branch, copy }, branches, items: await listAround(copy) }
  }

  async function listAround(copy: CopyRecord): Promise<Nearby['items']> {
    const along = { without: withoutShelf, limit: copiesOnEachSide }
    const [before, behind] = await Promise.all([
      deps.copies.listAlongShelf(copy, { ...along, direction: 'before' }),
      deps.copies.listAlongShelf(copy, { ...along, direction: 'behind' }),
    ])
    const neighbours = neighboursOf(copy, { before, behind }, titlesOnEachSide)
    const summaries = await deps.summaries.byId(neighbours.map(({ titleId }) => titleId))
    return neighbours.flatMap(({ titleId, callNumber, isThis }) => {
      const summary = summaries.get(titleId)
      return summary ? [{ ...summary, callNumber, isThis }] : []
    })
  }

  return { of }
}
