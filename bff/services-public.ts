import { createConsultationGroupsService } from './features/consultation-groups/consultation-groups.service'
import { createCoursesService } from './features/courses/courses.service'
import { createGuideService } from './features/guide/guide.service'
import { createNoticesService } from './features/notices/notices.service'
import { createPhasesService } from './features/phases/phases.service'
import type { PlacesService } from './features/places/places.service'
import type { TitleSummaries } from './features/titles/summaries.service'
import type { Clock } from './infra/clock'
import { createUploads } from './infra/uploads'

interface Parts {
  readonly clock: Clock
  readonly zone: string
  /** Where uploaded images lie. */
  readonly dataDir: string
  readonly places: PlacesService
  readonly summaries: TitleSummaries
}

/** What the library tells everybody: notices, phases, the guide, courses, groups to ask in. */
export function createPublicPages({ clock, zone, dataDir, places, summaries }: Parts) {
  const phases = createPhasesService({ clock })
  return {
    notices: createNoticesService({ clock, places }),
    phases,
    guide: createGuideService({ clock, phases }),
    courses: createCoursesService({ clock, zone, titleSummaries: summaries.byId }),
    consultationGroups: createConsultationGroupsService({ clock, uploads: createUploads(dataDir) }),
  }
}
