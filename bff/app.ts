import Router from '@koa/router'
import type Koa from 'koa'
import type { Env } from './env'
import { mountBookings } from './features/bookings/bookings.routes'
import { createBookingsService } from './features/bookings/bookings.service'
import { createBookingOutlook } from './features/bookings/booking-outlook.service'
import { createBookingReads } from './features/bookings/booking-reads.service'
import { createBookingSteps } from './features/bookings/booking-steps.service'
import { createBookingsView } from './features/bookings/booking-views.service'
import { createQueueService } from './features/bookings/booking-queue.service'
import { createPlacementStateReader } from './features/bookings/placement-state.service'
import { createPlacementsService } from './features/bookings/placements.service'
import { createCirculationClock } from './features/bookings/circulation-clock.service'
import { mountConsultationGroups } from './features/consultation-groups/consultation-groups.routes'
import { createConsultationGroupsService } from './features/consultation-groups/consultation-groups.service'
import { createCopiesService } from './features/copies/copies.service'
import { createCheckInService } from './features/desk/check-in.service'
import { mountDesk } from './features/desk/desk.routes'
import { createHandOverService } from './features/desk/hand-over.service'
import { mountCourses } from './features/courses/courses.routes'
import { createCoursesService } from './features/courses/courses.service'
import { mountGuide } from './features/guide/guide.routes'
import { createGuideService } from './features/guide/guide.service'
import { mountNotices, mountNoticesFeed } from './features/notices/notices.routes'
import { createNoticesService } from './features/notices/notices.service'
import { mountPhases } from './features/phases/phases.routes'
import { createPhasesService } from './features/phases/phases.service'
import { mountHealth } from './features/health/health.routes'
import { mountHome } from './features/home/home.routes'
import { createHomeService } from './features/home/home.service'
import { mountLoans } from './features/loans/loans.routes'
import { createLoansService } from './features/loans/loans.service'
import { createLoansView } from './features/loans/loan-views.service'
import { mountMessages } from './features/messages/messages.routes'
import { createMessagesService } from './features/messages/messages.service'
import { createOutboxService, type Channel } from './features/messages/outbox.service'
import { mountPaging } from './features/paging/paging.routes'
import { createPagingService } from './features/paging/paging.service'
import { mountPasses } from './features/passes/passes.routes'
import { createPassesService } from './features/passes/passes.service'
import { mountPlaces } from './features/places/places.routes'
import { createPlacesService } from './features/places/places.service'
import { createReadersService } from './features/readers/readers.service'
import { createLibraryService } from './features/rules/library.service'
import { createRulesService } from './features/rules/rules.service'
import { createDemoAccountsService } from './features/session/demo-accounts.service'
import { createProfileService } from './features/session/profile.service'
import { mountSession } from './features/session/session.routes'
import { createSessionService } from './features/session/session.service'
import { createAvailabilityService } from './features/titles/availability.service'
import { createCatalogueService } from './features/titles/catalogue.service'
import { createTitleSummaries } from './features/titles/summaries.service'
import { createTitlePagesService } from './features/titles/title-page.service'
import type { TitleCard } from './features/titles/titles.presenter'
import { mountTitles } from './features/titles/titles.routes'
import { createTitlesService } from './features/titles/titles.service'
import { createVerifyService } from './features/verify/verify.service'
import type { AppState } from './http/context'
import { createHttp } from './http/create-http'
import { createTryLimit } from './http/limits'
import { createRouters } from './http/routers'
import type { Campus } from './infra/campus'
import type { Clock } from './infra/clock'
import type { Logger } from './infra/logger'
import { isMongoUsable } from './infra/mongo'
import { createInProcessEngine } from './infra/search/in-process-engine'
import { createUploads } from './infra/uploads'
import type { WeChat } from './infra/wechat'
import { circulationJobs } from './jobs/circulation-jobs'
import type { Job } from './jobs/schedule'
import { createSearchFeed, type SearchFeed } from './jobs/search-feed'

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

export interface App {
  readonly koa: Koa<AppState>
  readonly feed: SearchFeed
  readonly jobs: readonly Job[]
  readonly verify: ReturnType<typeof createVerifyService>['verify']
  readonly services: Services
}

type Services = ReturnType<typeof createServices>

/** The composition root: builds the services and mounts the routes. Never listens. */
export function createApp(deps: AppDeps): App {
  const services = createServices(deps)
  const koa = mountAll(deps, services)
  return {
    koa,
    services,
    feed: services.feed,
    jobs: circulationJobs({ circulation: services.circulation, outbox: services.outbox }),
    verify: createVerifyService({ rules: services.rules }).verify,
  }
}

function createServices(deps: AppDeps) {
  const { clock, env, secret } = deps
  const zone = env.LIBRARY_TIME_ZONE
  const places = createPlacesService({ clock })
  const rules = createRulesService({ clock })
  const library = createLibraryService({ clock })
  const readers = createReadersService()
  const titles = createTitlesService()
  const messages = createMessagesService({ clock })
  const bookingReads = createBookingReads()
  const steps = createBookingSteps({ clock })

  // the feed is made last but told of changes from the first copy on
  let touch: (titleId: string) => void = () => undefined
  const copies = createCopiesService({
    onChange: (titleId) => {
      touch(titleId)
    },
  })
  const loans = createLoansService({
    clock,
    zone,
    copies,
    readers,
    places,
    rules,
    countWaiting: bookingReads.countWaiting,
  })
  const availability = createAvailabilityService({
    countCopies: copies.countByTitle,
    countQueues: bookingReads.countQueues,
  })
  const summaries = createTitleSummaries({ titles, availability })
  const catalogue = createCatalogueService({ engine: createInProcessEngine<TitleCard>(), titles, availability })
  const feed = createSearchFeed({ catalogue, logger: deps.logger })
  touch = feed.touch

  const queue = createQueueService({ clock, zone, steps, copies, places, rules, titles, messages })
  const outlook = createBookingOutlook({ clock, zone, copies, loans, places, rules })
  const readState = createPlacementStateReader({ clock, zone, copies, loans, places, readers, rules, titles })
  const placements = createPlacementsService({ clock, copies, loans, outlook, readState })
  const bookings = createBookingsService({ clock, zone, steps, queue, outlook, copies, places })
  const viewBookings = createBookingsView({ titles, copies, places })
  const viewLoans = createLoansView({ clock, titles, places })
  const passes = createPassesService({ clock, secret })

  const notices = createNoticesService({ clock, places })
  const phases = createPhasesService({ clock })
  const guide = createGuideService({ clock, phases })
  const courses = createCoursesService({ clock, zone, titleSummaries: summaries.byId })

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
    catalogue,
    feed,
    outlook,
    bookings,
    placements,
    viewBookings,
    viewLoans,
    passes,
    notices,
    phases,
    guide,
    courses,
    consultationGroups: createConsultationGroupsService({ clock, uploads: createUploads(env.DATA_DIR) }),
    circulation: createCirculationClock({ clock, zone, queue, copies }),
    outbox: createOutboxService({ clock, channels: deps.channels, statusOf: bookingReads.statusOf }),
    paging: createPagingService({ clock, queue, bookings: bookingReads }),
    checkIns: createCheckInService({ clock, copies, loans, queue, places, bookings: bookingReads }),
    handOvers: createHandOverService({
      clock,
      steps,
      queue,
      bookings: bookingReads,
      copies,
      loans,
      passes,
      readers,
      tries: createTryLimit(failedPassesPerMinute),
    }),
    titlePages: createTitlePagesService({ titles, copies, courses, loans, places, availability }),
    ...createSessions(deps, { library, readers, loans, places, rules, bookingReads }),
  }
}

interface SessionParts {
  readonly library: ReturnType<typeof createLibraryService>
  readonly readers: ReturnType<typeof createReadersService>
  readonly loans: ReturnType<typeof createLoansService>
  readonly places: ReturnType<typeof createPlacesService>
  readonly rules: ReturnType<typeof createRulesService>
  readonly bookingReads: ReturnType<typeof createBookingReads>
}

function createSessions({ env, clock, secret, wechat, campus }: AppDeps, parts: SessionParts) {
  const isLoopback = ['127.0.0.1', '::1', 'localhost'].includes(env.HOST)
  const demo = createDemoAccountsService({
    clock,
    library: parts.library,
    readers: parts.readers,
    isAllowed: env.NODE_ENV !== 'production' && (isLoopback || env.DEMO_OPEN),
  })
  const { readers, loans, places, rules } = parts
  return {
    demo,
    sessions: createSessionService({ clock, secret, readers, demo, wechat, campus }),
    profiles: createProfileService({
      readers,
      loans,
      places,
      rules,
      listOpenBookings: parts.bookingReads.listOpenOfReader,
    }),
  }
}

/** Wrong passes at one desk before it has to pause. */
const failedPassesPerMinute = 20
const signInsPerMinute = 60

function mountAll(deps: AppDeps, services: Services): Koa<AppState> {
  const { clock, env } = deps
  const zone = env.LIBRARY_TIME_ZONE
  const routers = createRouters(deps.secret)
  const site = new Router<AppState>()

  mountHealth(routers, { isDatabaseUsable: isMongoUsable, isSearchReady: services.catalogue.isReady })
  mountSession(routers, { clock, signInsPerMinute, ...services })
  mountHome(routers, { clock, zone, home: createHomeService({ clock, ...services }) })
  mountTitles(routers, services)
  mountBookings(routers, services)
  mountPlaces(routers, { clock, zone, places: services.places })
  mountPasses(routers, services)
  mountLoans(routers, services)
  mountPaging(routers, services)
  mountDesk(routers, services)
  mountMessages(routers, services)
  mountNotices(routers, services)
  mountNoticesFeed(site, services)
  mountGuide(routers, services)
  mountPhases(routers, services)
  mountCourses(routers, services)
  mountConsultationGroups(routers, site, services)

  return createHttp({
    clock,
    logger: deps.logger,
    routers,
    site,
    authenticate: services.sessions.authenticate,
    metricsToken: env.METRICS_TOKEN ?? null,
    changesPerMinute: env.CHANGES_PER_MINUTE,
    appRoot: deps.appRoot,
  })
}
