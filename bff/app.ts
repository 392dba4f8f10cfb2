import type { RequestListener } from 'node:http'
import Router from '@koa/router'
import { mountBookings } from './features/bookings/bookings.routes'
import { mountConsultationGroups } from './features/consultation-groups/consultation-groups.routes'
import { mountDemand } from './features/demand/demand.routes'
import { mountDesk } from './features/desk/desk.routes'
import { mountPromises } from './features/desk/promises.routes'
import { mountQueues } from './features/desk/queues.routes'
import { mountTransit } from './features/desk/transit.routes'
import { mountCourses } from './features/courses/courses.routes'
import { mountFees } from './features/fees/fees.routes'
import { mountGuide } from './features/guide/guide.routes'
import { mountNotices, mountNoticesFeed } from './features/notices/notices.routes'
import { mountPhases } from './features/phases/phases.routes'
import { mountHealth } from './features/health/health.routes'
import { mountHome } from './features/home/home.routes'
import { createHomeService } from './features/home/home.service'
import { mountLoans } from './features/loans/loans.routes'
import { mountMessages } from './features/messages/messages.routes'
import { mountPaging } from './features/paging/paging.routes'
import { mountPasses } from './features/passes/passes.routes'
import { mountCalendars } from './features/places/calendars.routes'
import { mountPlaces } from './features/places/places.routes'
import { mountPrivacy } from './features/privacy/privacy.routes'
import { mountReaderAccounts } from './features/reader-accounts/reader-accounts.routes'
import { mountSelfCheckout } from './features/self-checkout/self-checkout.routes'
import { mountPurchaseSuggestions } from './features/purchase-suggestions/purchase-suggestions.routes'
import { mountRules } from './features/rules/rules.routes'
import { mountSession } from './features/session/session.routes'
import { mountTitles } from './features/titles/titles.routes'
import { createSoundnessService } from './features/verify/soundness.service'
import { mountArrivals } from './features/visits/arrivals.routes'
import { mountVisits } from './features/visits/visits.routes'
import { createVerifyService } from './features/verify/verify.service'
import type { AppState } from './http/context'
import { createHttp } from './http/create-http'
import type { MetricsOptions } from './http/metrics'
import { createRouters } from './http/routers'
import { createStreams, type Streams } from './http/stream'
import { isMongoUsable } from './infra/mongo'
import { circulationJobs } from './jobs/circulation-jobs'
import type { Job } from './jobs/schedule'
import type { SearchFeed } from './jobs/search-feed'
import { createServices, type AppDeps, type Services } from './services'

export interface App {
  /** Answers HTTP requests. */
  readonly handle: RequestListener
  readonly feed: SearchFeed
  readonly jobs: readonly Job[]
  readonly verify: ReturnType<typeof createVerifyService>['verify']
  readonly services: Services
  /** Ends what listeners hold open: a service that drains must not wait for them. */
  stopStreams(): Promise<void>
  /** Writes what has only been gathered in memory; once nothing asks any more. */
  flush(): Promise<void>
}

/** The composition root: builds the services and mounts the routes. Never listens. */
export function createApp(deps: AppDeps): App {
  const services = createServices(deps)
  const verify = createVerifyService({ rules: services.rules })
  const soundness = createSoundnessService({ clock: deps.clock, verify })
  const streams = createStreams()
  const handle = mountAll({ ...deps, lastSoundness: soundness.last, streams }, services)
  return {
    handle,
    services,
    feed: services.feed,
    jobs: circulationJobs({ ...services, soundness }),
    stopStreams: async () => {
      streams.endAll()
      await services.arrivalsFeed.stop()
    },
    flush: services.searchCounts.flush,
    verify: verify.verify,
  }
}

const signInsPerMinute = 60

interface Mounting extends AppDeps {
  readonly lastSoundness: MetricsOptions['lastSoundness']
  readonly streams: Streams
}

function mountAll({ streams, ...deps }: Mounting, services: Services): RequestListener {
  const { clock, env } = deps
  const zone = env.LIBRARY_TIME_ZONE
  const routers = createRouters(deps.secret)
  const site = new Router<AppState>()

  mountHealth(routers, { isDatabaseUsable: isMongoUsable, stateOfSearch: services.catalogue.state })
  mountSession(routers, { clock, signInsPerMinute, ...services })
  mountHome(routers, { clock, zone, home: createHomeService({ clock, ...services }) })
  mountTitles(routers, services)
  mountBookings(routers, services)
  mountPlaces(routers, { clock, zone, places: services.places })
  mountVisits(routers, services)
  mountArrivals(routers, { ...services, streams, onArrivals: services.arrivalsFeed.listen })
  mountPasses(routers, services)
  mountLoans(routers, services)
  mountPaging(routers, services)
  mountDesk(routers, services)
  mountTransit(routers, services)
  mountQueues(routers, services)
  mountPromises(routers, services)
  mountPurchaseSuggestions(routers, services)
  mountDemand(routers, services)
  mountFees(routers, services)
  mountSelfCheckout(routers, services)
  mountReaderAccounts(routers, services)
  mountPrivacy(routers, { clock, ...services })
  mountMessages(routers, services)
  mountNotices(routers, services)
  mountNoticesFeed(site, services)
  mountGuide(routers, services)
  mountPhases(routers, services)
  mountCourses(routers, services)
  mountConsultationGroups(routers, site, services)
  mountRules(routers, services)
  mountCalendars(routers, services)

  return createHttp({
    clock,
    logger: deps.logger,
    routers,
    site,
    authenticate: services.sessions.authenticate,
    metrics: { token: env.METRICS_TOKEN ?? null, lastSoundness: deps.lastSoundness },
    changesPerMinute: env.CHANGES_PER_MINUTE,
    appRoot: deps.appRoot,
  })
}
