import type { CopiesService } from './features/copies/copies.service'
import type { CoursesService } from './features/courses/courses.service'
import type { LoansService } from './features/loans/loans.service'
import type { PlacesService } from './features/places/places.service'
import type { AvailabilityService } from './features/titles/availability.service'
import { createCitationsService } from './features/titles/citations.service'
import { createNearby } from './features/titles/nearby.service'
import type { TitleSummaries } from './features/titles/summaries.service'
import { createSurroundings } from './features/titles/surroundings.service'
import { createTitlePagesService } from './features/titles/title-page.service'
import type { TitlesService } from './features/titles/titles.service'
import type { Clock } from './infra/clock'

interface Parts {
  readonly clock: Clock
  readonly zone: string
  readonly titles: TitlesService
  readonly copies: CopiesService
  readonly courses: CoursesService
  readonly loans: LoansService
  readonly places: PlacesService
  readonly availability: AvailabilityService
  readonly summaries: TitleSummaries
}

/** What a reader is shown of one title: its page, how it is cited, what stands beside it. */
export function createTitleViews({ clock, zone, titles, summaries, ...parts }: Parts) {
  return {
    titlePages: createTitlePagesService({ ...parts, surroundings: createSurroundings({ titles }) }),
    citations: createCitationsService({ clock, zone }),
    nearby: createNearby({ ...parts, summaries }),
  }
}
