import mongoose from 'mongoose'
import { dayOf } from '../domain/calendar'
import { BookingModel } from '../features/bookings/bookings.model'
import type { ConsultationGroupsService } from '../features/consultation-groups/consultation-groups.service'
import { CopyModel } from '../features/copies/copies.model'
import { CourseModel, EnrolmentModel, ReserveModel, TermModel } from '../features/courses/courses.model'
import { SearchCountModel } from '../features/demand/demand.model'
import { FeeModel } from '../features/fees/fees.model'
import type { GuideService } from '../features/guide/guide.service'
import { LoanModel } from '../features/loans/loans.model'
import { MessageModel } from '../features/messages/messages.model'
import { NoticeModel, NoticeVersionModel } from '../features/notices/notices.model'
import { PassModel } from '../features/passes/passes.model'
import type { PhasesService } from '../features/phases/phases.service'
import { BranchModel, PickupPointModel } from '../features/places/places.model'
import type { PlacesService } from '../features/places/places.service'
import { PrivacyChoiceModel } from '../features/privacy/privacy.model'
import { StaffAccessModel } from '../features/reader-accounts/reader-accounts.model'
import { PurchaseSuggestionModel } from '../features/purchase-suggestions/purchase-suggestions.model'
import { ReaderModel } from '../features/readers/readers.model'
import type { LibraryService } from '../features/rules/library.service'
import { RuleChangeModel } from '../features/rules/rule-changes.model'
import type { RulesService } from '../features/rules/rules.service'
import { ReadingRoomModel } from '../features/self-checkout/self-checkout.model'
import { LibrarianModel } from '../features/session/session.model'
import { TitleModel } from '../features/titles/titles.model'
import { SlotModel } from '../features/visits/slots.model'
import { VisitModel } from '../features/visits/visits.model'
import { planLibrary } from './plan'
import { bookingRecords, laneRecords } from './seed-bookings'
import type { Seeding } from './seed-context'
import { morningAgo } from './seed-context'
import { courseRecords, enrolmentRecords, reserveRecords, termRecords } from './seed-courses'
import { feeRecords } from './seed-fees'
import { removeGroupCodeImages, seedGroups } from './seed-groups'
import { loanRecords } from './seed-loans'
import { markSeedBegun, markSeedComplete, readSeedMark } from './seed-mark'
import { messageRecords } from './seed-messages'
import { noticeRecords, noticeVersionRecords } from './seed-notices'
import { librarianRecords, readerRecords } from './seed-people'
import { passRecords } from './seed-passes'
import { privacyChoiceRecords, staffAccessRecords } from './seed-privacy'
import { branchRecords, pickupPointRecords, readingRoomRecords } from './seed-places'
import { ruleChangeRecords } from './seed-rule-changes'
import { searchCountRecords } from './seed-searches'
import { suggestionRecords } from './seed-suggestions'
import { copyRecords, titleRecords } from './seed-titles'
import { planVisits } from './seed-visits'

interface SeedRequest {
  readonly now: Date
  /** The time zone of the library. */
  readonly zone: string
  /** Where the images of the group codes go. */
  readonly dataDir: string
  readonly services: {
    readonly library: LibraryService
    readonly rules: RulesService
    readonly places: PlacesService
    readonly phases: PhasesService
    readonly guide: GuideService
    readonly consultationGroups: ConsultationGroupsService
  }
  /** One line for each part that stands. */
  readonly progress: (line: string) => void
}

/** Which of all possible demo libraries this is; another number tells another story. */
const seed = 20200130

/**
 * Fills a database with the demo library, dated from `now`. The same day gives the same ids and the same story. The demo
 * mark is the first thing written and the seal the last, so that a seeding that is cut short is known as one: the next
 * begins anew (`isSeedable` says whether it may).
 */
export async function seedDemo({ now, zone, dataDir, services, progress }: SeedRequest): Promise<void> {
  const plan = planLibrary({ today: dayOf(now, zone), seed })
  const seeding: Seeding = { plan, now, zone }
  if ((await readSeedMark()) === 'begun') await clear(dataDir)
  await markSeedBegun(now)
  await services.library.replace({ name: { ...plan.name }, isDemo: true })

  await seedPlaces(seeding, services)
  progress(
    `${plan.branches.length} branches, ${plan.pickupPoints.length} pickup points, ${plan.librarians.length} librarians`,
  )
  await insertAll(CopyModel, copyRecords(seeding))
  await insertAll(TitleModel, titleRecords(seeding))
  progress(`${plan.titles.length} titles in ${plan.copies.length} copies`)
  await insertAll(ReaderModel, readerRecords(seeding))
  await insertAll(PrivacyChoiceModel, privacyChoiceRecords(seeding))
  await insertAll(StaffAccessModel, staffAccessRecords(seeding))
  progress(`${plan.readers.length} readers`)
  await seedCirculation(seeding)
  progress(`${plan.loans.length} loans, ${plan.bookings.length} bookings`)
  await seedRooms(seeding, services)
  progress(
    `${plan.courses.length} courses, ${plan.notices.length} notices, ${plan.consultationGroups.length} consultation groups`,
  )

  await markSeedComplete(now)
  // a service that is running on this database reads the catalogue anew
  await services.library.askForReindex()
}

async function seedPlaces(seeding: Seeding, services: SeedRequest['services']): Promise<void> {
  await services.rules.replace(seeding.plan.rules)
  const { version } = await services.rules.current()
  await insertAll(RuleChangeModel, ruleChangeRecords(seeding, version))
  await insertAll(BranchModel, branchRecords(seeding))
  await insertAll(PickupPointModel, pickupPointRecords(seeding))
  await insertAll(ReadingRoomModel, readingRoomRecords())
  await insertAll(LibrarianModel, librarianRecords(seeding))
  services.places.forget()
}

async function seedCirculation(seeding: Seeding): Promise<void> {
  await lanes().insertMany(laneRecords(seeding))
  const { visits, slots, bookings } = planVisits(seeding, bookingRecords(seeding))
  await insertAll(BookingModel, bookings)
  await insertAll(SlotModel, slots)
  await insertAll(VisitModel, visits)
  await insertAll(LoanModel, loanRecords(seeding))
  await insertAll(FeeModel, feeRecords(seeding))
  await insertAll(MessageModel, messageRecords(seeding))
  await insertAll(PassModel, passRecords(seeding))
  await insertAll(PurchaseSuggestionModel, suggestionRecords(seeding))
  await insertAll(SearchCountModel, searchCountRecords(seeding))
}

async function seedRooms(seeding: Seeding, services: SeedRequest['services']): Promise<void> {
  const { plan } = seeding
  await insertAll(TermModel, termRecords(seeding))
  await insertAll(CourseModel, courseRecords(seeding))
  await insertAll(ReserveModel, reserveRecords(seeding))
  await insertAll(EnrolmentModel, enrolmentRecords(seeding))
  await services.phases.describe(plan.phases)
  const [first] = plan.phases
  if (first) await services.phases.enter(first.id, morningAgo(seeding, 60))
  await services.guide.replace(plan.guide, morningAgo(seeding, 4))
  await insertAll(NoticeVersionModel, noticeVersionRecords(seeding))
  await insertAll(NoticeModel, noticeRecords(seeding))
  await seedGroups(seeding, services.consultationGroups)
}

/** What an interrupted seeding has left behind; indexes stay. */
async function clear(dataDir: string): Promise<void> {
  await removeGroupCodeImages(dataDir)
  const { models } = mongoose.connection
  for (const model of Object.values(models)) await model.deleteMany({})
}

async function insertAll<T>(model: mongoose.Model<T>, records: readonly T[]): Promise<void> {
  const chunkSize = 1000
  for (let start = 0; start < records.length; start += chunkSize) {
    await model.insertMany(records.slice(start, start + chunkSize))
  }
}

function lanes() {
  return mongoose.connection.collection<{ _id: string; turn: number }>('lanes')
}
