import type { RequestListener } from 'node:http'
import type Router from '@koa/router'
import Koa from 'koa'
import etag from '@koa/etag'
import type { Principal } from '../domain/principal'
import type { Clock } from '../infra/clock'
import type { Logger } from '../infra/logger'
import { appFiles } from './app-files'
import type { AppState } from './context'
import { mountDocs } from './docs'
import { limitChanges } from './limits'
import { createMetrics, type MetricsOptions } from './metrics'
import { authentication, cacheHeaders, conditionalGet, errorAnswers, requestIdentity } from './middleware'
import { createReadyAnswers } from './ready-answers'
import type { Routers } from './routers'

interface HttpOptions {
  readonly clock: Clock
  readonly logger: Logger
  readonly routers: Routers
  /** What is not under `/api`: feeds, stable codes. */
  readonly site: Router<AppState>
  readonly authenticate: (token: string) => Promise<Principal>
  readonly metrics: MetricsOptions
  readonly changesPerMinute: number
  /** The built H5 app; null where it is served by something else. */
  readonly appRoot: string | null
}

/** The whole middleware stack, in the order in which a request meets it. */
export function createHttp(options: HttpOptions): RequestListener {
  const koa = new Koa<AppState>()
  // a client that hangs up is no event; everything else is logged where it is answered
  koa.silent = true
  const metrics = createMetrics(options.metrics)
  const { router } = options.routers.public
  mountDocs(router)

  const ready = createReadyAnswers(metrics)
  koa.use(ready.keep)
  koa.use(requestIdentity(options))
  koa.use(metrics.measure)
  koa.use(cacheHeaders())
  koa.use(errorAnswers())
  koa.use(conditionalGet())
  koa.use(etag())
  koa.use(metrics.answer)
  if (options.appRoot) koa.use(appFiles(options.appRoot))
  koa.use(authentication(options.authenticate))
  koa.use(limitChanges(options.changesPerMinute))
  koa.use(router.routes())
  koa.use(router.allowedMethods())
  koa.use(options.site.routes())
  const handle = koa.callback()
  return (request, response) => {
    if (!ready.answer(request, response)) void handle(request, response)
  }
}
