import type { PlacesService } from '../places/places.service'
import type { BranchNames } from './holdings.rules'

/** The branches of this library by everything that names them: id, Chinese and English name. */
export function createBranchNames({ places }: { readonly places: PlacesService }) {
  return async (): Promise<BranchNames> => {
    const { branches } = await places.read()
    return new Map(
      branches.flatMap(({ _id, name }) => [_id, name.zh, name.en ?? _id].map((each) => [each, _id] as const)),
    )
  }
}
