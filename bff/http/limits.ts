import type { Middleware } from 'koa'
import { AppError } from '../domain/app-error'
import type { AppState } from './context'

interface Bucket {
  tokens: number
  filledAt: number
}

/**
 * A token bucket per key. Keys are accounts, never addresses: a whole campus shares one address.
 * @param perMinute how many calls a minute in the long run; as many may come at once
 */
export function createRateLimit(perMinute: number) {
  const buckets = new Map<string, Bucket>()

  /** @throws `rate.limited` with the seconds to wait. */
  return function take(key: string, now: Date): void {
    const bucket = buckets.get(key) ?? { tokens: perMinute, filledAt: now.getTime() }
    // a clock that was set back must not lock anybody out
    const refill = Math.max(0, ((now.getTime() - bucket.filledAt) / 60_000) * perMinute)
    bucket.tokens = Math.min(perMinute, bucket.tokens + refill)
    bucket.filledAt = now.getTime()
    if (buckets.size > 50_000) buckets.clear()
    buckets.set(key, bucket)
    if (bucket.tokens < 1) {
      throw new AppError('rate.limited', { retryAfterSeconds: Math.ceil(((1 - bucket.tokens) / perMinute) * 60) })
    }
    bucket.tokens -= 1
  }
}

/** State changes per reader; librarians scan as fast as they can. */
export function limitChanges(perMinute: number): Middleware<AppState> {
  const take = createRateLimit(perMinute)
  return async (ctx, next) => {
    const principal = ctx.state.principal
    if (ctx.method !== 'GET' && principal && principal.kind !== 'librarian')
      take(principal.account, ctx.state.receivedAt)
    await next()
  }
}
