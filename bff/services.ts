import type { Env } from './env'
import { createRuleDesk } from './rule-desk'
import { createBookingsService } from './features/bookings/bookings.service'
import { createBookingOutlook } from './features/bookings/booking-outlook.service'
import { createBookingReads } from './features/bookings/booking-reads.service'
import { createBookingSteps } from './features/bookings/booking-steps.service'
import { createBookingsView } from './features/bookings/booking-views.service'
import { createBookingsOnLending } from './features/bookings/bookings-on-lending.service'
import { createMissedDeadlines } from './features/bookings/missed-deadlines.service'
import { createQueueService } from './features/bookings/booking-queue.service'
import { createPlacementStateReader } from './features/bookings/placement-state.service'
import { createPlacementsService } from './features/bookings/placements.service'
import { createCirculationClock } from './features/bookings/circulation-clock.service'
import { createCopiesService } from './features/copies/copies.service'
import { createTransitsService } from './features/copies/transits.service'
import { createCheckInService } from './features/desk/check-in.service'
import { createShelfService } from './features/desk/shelf.service'
import { createHandOverService } from './features/desk/hand-over.service'
import { createFeesService } from './features/fees/fees.service'
import { createLostBooksService } from './features/fees/lost-books.service'
import { createLoansService } from './features/loans/loans.service'
import { createMostBorrowed } from './features/loans/most-borrowed.service'
import { createRecallsService } from './features/loans/recalls.service'
import { createLoansView } from './features/loans/loan-views.service'
import { createMessagesService } from './features/messages/messages.service'
import { createOutboxService, type Channel } from './features/messages/outbox.service'
import { createPagingService } from './features/paging/paging.service'
import { createPassesService } from './features/passes/passes.service'
import { createPlacesService } from './features/places/places.service'
import { createReadersService } from './features/readers/readers.service'
import { createLibraryService } from './features/rules/library.service'
import { createRulesService } from './features/rules/rules.service'
import { createPlaceCodes } from './features/self-checkout/place-codes.service'
import { createSelfCheckoutService } from './features/self-checkout/self-checkout.service'
import { createAvailabilityService } from './features/titles/availability.service'
import { createCatalogueService } from './features/titles/catalogue.service'
import { createTitleSuggestions } from './features/titles/suggestions.service'
import { createTitleSummaries } from './features/titles/summaries.service'
import { createTitlesService } from './features/titles/titles.service'
import { createArrivalsService } from './features/visits/arrivals.service'
import { createVisitClock } from './features/visits/visit-clock.service'
import { createVisitEnds } from './features/visits/visit-ends.service'
import { createVisitPlacements } from './features/visits/visit-placements.service'
import { createVisitStateReader } from './features/visits/visit-state.service'
import { createVisitsView } from './features/visits/visit-views.service'
import { createVisitsService } from './features/visits/visits.service'
import { createTryLimit } from './http/limits'
import type { Campus } from './infra/campus'
import type { Clock } from './infra/clock'
import type { Logger } from './infra/logger'
import { createSearchEngine } from './search-engine'
import type { WeChat } from './infra/wechat'
import { createArrivalsFeed } from './jobs/arrivals-feed'
import { createSearchFeed } from './jobs/search-feed'
import { createDemand } from './services-demand'
import { createDeskViews } from './services-desk'
import { createImports } from './services-import'
import { createPrivacy } from './services-privacy'
import { createPublicPages } from './services-public'
import { createSessions } from './services-session'
import { createTitleViews } from './services-titles'

export interface AppDeps {
  readonly env: Env
  readonly clock: Clock
  readonly logger: Logger
  /** Signs sessions, passes and cookies. */
  readonly secret: string
  readonly wechat: WeChat | null
  readonly campus: Campus | null
  readonly channels: readonly Channel[]
  readonly appRoot: string | null
}

export type Services = ReturnType<typeof createServices>

/** Wrong passes at one desk before it has to pause. */
const failedPassesPerMinute = 20

/** Wrong place codes of one reader before a pause (L6). */
const failedPlaceCodesPerMinute = 5

/** Builds every service of the library and hands each what it needs. */
export function createServices(deps: AppDeps) {
  const { clock, env, secret } = deps
  const zone = env.LIBRARY_TIME_ZONE
  const places = createPlacesService({ clock })
  const rules = createRulesService({ clock })
  const library = createLibraryService({ clock })
  const readers = createReadersService()
  const titles = createTitlesService()
  const messages = createMessagesService({ clock })
  const bookingReads = createBookingReads()
  const visitEnds = createVisitEnds({ clock, bookings: bookingReads })

  // the feed is made last but told of changes from the first copy on
  let touch: (titleId: string) => void = () => undefined
  const copies = createCopiesService({
    onChange: (titleId) => {
      touch(titleId)
    },
  })
  const fees = createFeesService({ clock, readers })
  const loans = createLoansService({
    clock,
    zone,
    copies,
    readers,
    places,
    rules,
    countWaiting: bookingReads.countWaiting,
    owedBy: fees.owedBy,
  })
  const recalls = createRecallsService({
    ...{ clock, zone, copies, readers, places, rules, titles, messages },
    countQueues: bookingReads.countQueues,
  })
  const steps = createBookingSteps({ clock, leaveVisit: visitEnds.bookLeft, recalls })
  const availability = createAvailabilityService({
    countCopies: copies.countByTitle,
    countQueues: bookingReads.countQueues,
  })
  const summaries = createTitleSummaries({ titles, availability })
  const catalogue = createCatalogueService({ engine: createSearchEngine(env), titles, availability })
  const feed = createSearchFeed({ catalogue, logger: deps.logger })
  touch = feed.touch

  const outlook = createBookingOutlook({ clock, zone, copies, loans, places, readers, rules, titles })
  const transits = createTransitsService({ clock, zone, copies, places, rules })
  const queue = createQueueService({
    ...{ clock, zone, steps, copies, transits, places, rules, titles, messages, recalls, outlook },
  })
  const bookingsOnLending = createBookingsOnLending({ steps, queue, bookings: bookingReads })
  const placeCodes = createPlaceCodes({ clock, secret })
  const lostBooks = createLostBooksService({ copies, loans, queue, fees })
  const readState = createPlacementStateReader({
    clock,
    zone,
    copies,
    loans,
    places,
    readers,
    rules,
    titles,
    owedBy: fees.owedBy,
  })
  const placements = createPlacementsService({ clock, copies, loans, outlook, recalls, readState })
  const bookings = createBookingsService({ clock, zone, steps, queue, outlook, copies, places })
  const viewBookings = createBookingsView({ titles, copies, places })
  const viewLoans = createLoansView({ clock, titles, places })
  const passes = createPassesService({ clock, secret, bookings: bookingReads, readers })

  const visits = createVisitsService({ clock, zone, bookings: bookingReads, ends: visitEnds, places })
  const viewVisits = createVisitsView({ bookings: bookingReads, places, titles })
  const arrivals = createArrivalsService({ clock, zone, copies, places, readers, viewVisits })
  const readVisitState = createVisitStateReader({ clock, zone, bookings: bookingReads, places })

  const demandParts = createDemand({ clock, zone, logger: deps.logger })
  const publicPages = createPublicPages({ clock, zone, dataDir: env.DATA_DIR, places, summaries })
  const { consultationGroups, courses } = publicPages

  const signingIn = createSessions(deps, { library, readers, loans, places, rules, bookingReads })
  const { sessions } = signingIn
  const deskViews = createDeskViews({ clock, zone, places, steps, titles, messages })
  const { purchaseSuggestions } = deskViews
  const kept = { clock, library, rules, readers, bookingReads, loans, fees, messages, visits, passes, sessions }

  return {
    places,
    rules,
    library,
    readers,
    titles,
    summaries,
    messages,
    bookingReads,
    copies,
    loans,
    fees,
    lostBooks,
    catalogue,
    mostBorrowed: createMostBorrowed({ clock, summaries }),
    ...demandParts,
    suggestions: createTitleSuggestions({ catalogue, pastQueries: demandParts.pastQueries }),
    feed,
    outlook,
    bookings,
    placements,
    viewBookings,
    viewLoans,
    passes,
    visits,
    viewVisits,
    arrivals,
    visitPlacements: createVisitPlacements({ bookings: bookingReads, titles, readState: readVisitState }),
    visitClock: createVisitClock({ clock, zone, ends: visitEnds, messages, places }),
    arrivalsFeed: createArrivalsFeed({ listPointsOf: arrivals.listPointsOf, places, logger: deps.logger }),
    ...publicPages,
    circulation: createCirculationClock({
      ...{ clock, zone, queue, copies, rules },
      missedDeadlines: createMissedDeadlines({ clock, steps, copies, places, titles, messages }),
    }),
    outbox: createOutboxService({
      clock,
      channels: deps.channels,
      statusOf: bookingReads.statusOf,
      visitStatusOf: visits.statusOf,
      isRecalled: recalls.isRecalled,
    }),
    paging: createPagingService({ clock, queue, bookings: bookingReads }),
    shelves: createShelfService({ bookingReads, copies, places, readers, titles }),
    transits,
    checkIns: createCheckInService({
      clock,
      copies,
      transits,
      loans,
      lostBooks,
      queue,
      places,
      bookings: bookingReads,
    }),
    handOvers: createHandOverService({
      clock,
      steps,
      queue,
      bookingsOnLending,
      bookings: bookingReads,
      copies,
      loans,
      passes,
      places,
      readers,
      visits: visitEnds,
      tries: createTryLimit(failedPassesPerMinute),
    }),
    placeCodes,
    selfCheckouts: createSelfCheckoutService({
      clock,
      secret,
      codes: placeCodes,
      bookings: bookingReads,
      bookingsOnLending,
      queue,
      copies,
      loans,
      places,
      readers,
      tries: createTryLimit(failedPlaceCodesPerMinute, 'rate.limited'),
    }),
    ...createTitleViews({ clock, zone, titles, copies, courses, loans, places, availability, summaries }),
    ...deskViews,
    ...createRuleDesk({ clock, zone, rules, places, readers, titles, loans, viewLoans }),
    ...signingIn,
    ...createPrivacy({ ...kept, purchaseSuggestions, consultationGroups }),
    ...createImports({ clock, titles, copies, places, queue, bookingReads, courses }),
  }
}
