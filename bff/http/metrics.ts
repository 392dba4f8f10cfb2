import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Middleware } from 'koa'
import { AppError } from '../domain/app-error'
import type { AppState } from './context'

export interface MetricsOptions {
  readonly token: string | null
  /** What the last look at the invariants found; null before the first one. */
  readonly lastSoundness: () => Promise<{
    readonly checkedAt: Date
    readonly violations: Readonly<Record<string, number>>
  } | null>
}

/** Durations by operation and status; Prometheus reads them at `/metrics`, from loopback or with the token. */
export function createMetrics(options: MetricsOptions) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by operation and status',
    labelNames: ['operation', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })

  registerSoundness(registry, options.lastSoundness)

  const observe = (operation: AppState['operation'], status: number, seconds: number) => {
    durations.observe({ operation: operation ?? 'other', status: String(status) }, seconds)
  }

  const measure: Middleware<AppState> = async (ctx, next) => {
    const startedAt = process.hrtime.bigint()
    await next()
    observe(ctx.state.operation, ctx.status, Number(process.hrtime.bigint() - startedAt) / 1e9)
  }

  const answer: Middleware<AppState> = (ctx, next) => (ctx.path === '/metrics' ? tell(ctx) : next())

  async function tell(ctx: Parameters<Middleware<AppState>>[0]): Promise<void> {
    // behind a proxy on this machine everybody would be local
    const isForwarded = ctx.get('X-Forwarded-For') !== '' || ctx.get('Forwarded') !== ''
    const isLocal = !isForwarded && loopback.has(ctx.req.socket.remoteAddress ?? '')
    const hasToken = options.token !== null && ctx.get('Authorization') === `Bearer ${options.token}`
    if (!isLocal && !hasToken) throw new AppError('auth.forbidden')
    ctx.type = registry.contentType
    ctx.body = await registry.metrics()
  }

  return { measure, observe, answer }
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** The figures to be woken by at night: violations must be 0, and the look at them not older than an hour. */
function registerSoundness(registry: Registry, lastSoundness: MetricsOptions['lastSoundness']): void {
  const violations = new Gauge({
    name: 'rentu_invariant_violations',
    help: 'Rows that break a rule of circulation, by rule, at the last look (npm run verify tells which)',
    labelNames: ['rule'] as const,
    registers: [registry],
    collect: async () => {
      violations.reset()
      const last = await lastSoundness().catch(() => null)
      if (!last) return
      violations.set(
        { rule: 'any' },
        Object.values(last.violations).reduce((sum, count) => sum + count, 0),
      )
      for (const [rule, count] of Object.entries(last.violations)) violations.set({ rule }, count)
    },
  })
  const checkedAt = new Gauge({
    name: 'rentu_invariants_checked_timestamp_seconds',
    help: 'When all invariants were looked at last',
    registers: [registry],
    collect: async () => {
      const last = await lastSoundness().catch(() => null)
      if (last) checkedAt.set(last.checkedAt.getTime() / 1000)
    },
  })
}
