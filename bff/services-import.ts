import { createCatalogueImport } from './features/catalogue-import/catalogue-import.service'
import { createBranchNames } from './features/catalogue-import/branch-names.service'
import { createHarvest } from './features/catalogue-import/harvest.service'
import { createImportShelf } from './features/catalogue-import/import-shelf.service'
import { createImportStore } from './features/catalogue-import/import-store.service'
import type { QueueService } from './features/bookings/booking-queue.service'
import type { BookingReads } from './features/bookings/booking-reads.service'
import type { CopiesService } from './features/copies/copies.service'
import type { CoursesService } from './features/courses/courses.service'
import type { PlacesService } from './features/places/places.service'
import type { TitlesService } from './features/titles/titles.service'
import type { Clock } from './infra/clock'

interface Deps {
  readonly clock: Clock
  readonly titles: TitlesService
  readonly copies: CopiesService
  readonly places: PlacesService
  readonly queue: QueueService
  readonly bookingReads: BookingReads
  readonly courses: CoursesService
}

/** How catalogues of other systems come in. */
export function createImports(deps: Deps) {
  const shelf = createImportShelf({ ...deps, bookings: deps.bookingReads })
  const store = createImportStore({ ...deps, shelf })
  const branchNames = createBranchNames(deps)
  return {
    catalogueImport: createCatalogueImport({ ...deps, store, branchNames }),
    harvests: createHarvest({ ...deps, store, branchNames }),
  }
}
