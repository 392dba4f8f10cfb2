import type { Day } from '../domain/calendar'
import type { PlannedBooking } from './bookings'
import type { CirculationRules } from '../features/rules/circulation.rules'
import { circulationRulesAround } from './circulation-rules'
import { consultationGroupsAround } from './consultation-groups'
import type { PlannedGroup } from './consultation-groups'
import { planCopies } from './copies'
import type { PlannedCopy } from './copies'
import { planCourses } from './enrolments'
import type { PlannedCourse } from './enrolments'
import { loadCourses, loadTitles } from './facts'
import type { TitleFacts } from './facts'
import { faqs } from './faqs'
import type { FaqFacts } from './faqs'
import { guide } from './guide'
import type { GuideSection } from './guide'
import { createLedger } from './ledger'
import { librarians } from './librarians'
import type { Librarian } from './librarians'
import type { PlannedLoan } from './loans'
import { timeZone } from './moment'
import { noticesAround } from './notices'
import type { PlannedNotice } from './notices'
import { phaseFacts } from './phases'
import type { PhaseFacts } from './phases'
import { branchesAround, pickupPoints } from './places'
import type { Branch, PickupPoint } from './places'
import { createRandom } from './random'
import { planReaders } from './readers'
import type { Reader } from './readers'
import { tellStory } from './story'
import { termOf } from './term'
import type { Term } from './term'

/** The whole demo library as data, before anything is written. */
export interface LibraryPlan {
  readonly name: { readonly zh: string; readonly en: string }
  readonly today: Day
  readonly timeZone: string
  readonly branches: readonly Branch[]
  readonly pickupPoints: readonly PickupPoint[]
  /** Periods, limits, vacations and transit, as the library keeps them (L1, L2, B17). */
  readonly rules: CirculationRules
  readonly term: Term
  readonly titles: readonly TitleFacts[]
  readonly copies: readonly PlannedCopy[]
  readonly readers: readonly Reader[]
  readonly librarians: readonly Librarian[]
  readonly loans: readonly PlannedLoan[]
  readonly bookings: readonly PlannedBooking[]
  readonly courses: readonly PlannedCourse[]
  readonly phases: readonly PhaseFacts[]
  readonly notices: readonly PlannedNotice[]
  readonly guide: readonly GuideSection[]
  readonly consultationGroups: readonly PlannedGroup[]
  readonly faqs: readonly FaqFacts[]
}

/**
 * 示范大学图书馆 as it stands on a day: places, books, people, texts, and the story that makes them live. Pure: the same
 * day and seed give the same plan. Days and local times count from `today`, and nothing that has happened lies later than
 * yesterday, so that the plan holds at whatever hour the library is started. Rules B4–B9 hold in it.
 */
export function planLibrary({ today, seed }: { readonly today: Day; readonly seed: number }): LibraryPlan {
  const random = createRandom(seed)
  const titles = loadTitles()
  const courses = loadCourses(titles)
  const branches = branchesAround(today)
  const readers = planReaders(today, random)
  const shelved = planCopies({ titles, branches, shortLoanTitles: shortLoanTitles(courses), random })
  const rules = circulationRulesAround(today)
  const ledger = createLedger({ today, readers, copies: shelved, rules, random })
  tellStory({ today, random, ledger, rules, branches: new Map(branches.map((branch) => [branch.id, branch])) }, titles)
  const term = termOf(today)
  return {
    name: { zh: '示范大学图书馆', en: 'Demo University Library' },
    today,
    timeZone,
    branches,
    pickupPoints,
    rules,
    term,
    titles,
    copies: ledger.copies(),
    readers,
    librarians,
    loans: ledger.loans,
    bookings: ledger.bookings,
    courses: planCourses({ courses, term, readers, random }),
    phases: phaseFacts,
    notices: noticesAround(today),
    guide,
    consultationGroups: consultationGroupsAround(today),
    faqs,
  }
}

function shortLoanTitles(courses: ReturnType<typeof loadCourses>): ReadonlySet<string> {
  return new Set(
    courses.flatMap((course) =>
      course.reserves.flatMap((reserve) =>
        reserve.kind === 'print' && reserve.loanType === 'short' ? [reserve.title] : [],
      ),
    ),
  )
}
