import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Middleware } from 'koa'
import { AppError } from '../domain/app-error'
import type { AppState } from './context'

/** Durations by operation and status; Prometheus reads them at `/metrics`, from loopback or with the token. */
export function createMetrics(options: { readonly token: string | null }) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by operation and status',
    labelNames: ['operation', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })

  const measure: Middleware<AppState> = async (ctx, next) => {
    const startedAt = process.hrtime.bigint()
    await next()
    const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9
    durations.observe({ operation: ctx.state.operation ?? 'other', status: String(ctx.status) }, seconds)
  }

  const answer: Middleware<AppState> = async (ctx, next) => {
    if (ctx.path !== '/metrics') {
      await next()
      return
    }
    const isLocal = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(ctx.req.socket.remoteAddress ?? '')
    const hasToken = options.token !== null && ctx.get('Authorization') === `Bearer ${options.token}`
    if (!isLocal && !hasToken) throw new AppError('auth.forbidden')
    ctx.type = registry.contentType
    ctx.body = await registry.metrics()
  }

  return { measure, answer }
}
