import type { z } from 'zod'
import type { listNearbyTitles } from '../../contract/titles'
import type { Language } from '../../domain/language'
import { presentBranch } from '../places/places.presenter'
import type { Nearby } from './nearby.service'

export function presentNearby(
  { shelf, branches, items }: Nearby,
  language: Language,
): z.input<typeof listNearbyTitles.response> {
  return {
    ...(shelf === null
      ? {}
      : {
          shelf: {
            branch: presentBranch(shelf.branch, language),
            floor: shelf.copy.floor,
            area: shelf.copy.area,
          },
        }),
    branches: branches.map((branch) => presentBranch(branch, language)),
    items: [...items],
  }
}
