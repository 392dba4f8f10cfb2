import type { Middleware } from 'koa'
import { AppError } from '../domain/app-error'
import type { AppState } from './context'

interface Bucket {
  tokens: number
  filledAt: number
}

/** A token bucket per key, that holds `perMinute` tokens and gets as many in a minute. */
function createBuckets(perMinute: number) {
  const buckets = new Map<string, Bucket>()

  return function bucketOf(key: string, now: Date): Bucket {
    const bucket = buckets.get(key) ?? { tokens: perMinute, filledAt: now.getTime() }
    // a clock that was set back takes nothing away
    const elapsedMs = Math.max(0, now.getTime() - bucket.filledAt)
    bucket.tokens = Math.min(perMinute, bucket.tokens + (elapsedMs / 60_000) * perMinute)
    bucket.filledAt = now.getTime()
    if (buckets.size > 50_000) buckets.clear()
    buckets.set(key, bucket)
    return bucket
  }
}

/**
 * How often something may be done. Keys are accounts, never addresses: a whole campus shares one address.
 * @param perMinute how many calls a minute in the long run; as many may come at once
 */
export function createRateLimit(perMinute: number) {
  const bucketOf = createBuckets(perMinute)

  /** @throws `rate.limited` with the seconds to wait. */
  return function take(key: string, now: Date): void {
    const bucket = bucketOf(key, now)
    if (bucket.tokens < 1) throw new AppError('rate.limited', waitFor(bucket, perMinute))
    bucket.tokens -= 1
  }
}

/** Failed tries of guessing something (P1): once they are used up, a right guess has to wait as well. */
export function createTryLimit(
  failuresPerMinute: number,
  code: 'pass.too_many_tries' | 'rate.limited' = 'pass.too_many_tries',
) {
  const bucketOf = createBuckets(failuresPerMinute)

  /** @throws `code` with the seconds to wait. */
  function assertMayTry(key: string, now: Date): void {
    const bucket = bucketOf(key, now)
    if (bucket.tokens < 1) throw new AppError(code, waitFor(bucket, failuresPerMinute))
  }

  function countFailure(key: string, now: Date): void {
    bucketOf(key, now).tokens -= 1
  }

  return { assertMayTry, countFailure }
}

function waitFor({ tokens }: Bucket, perMinute: number) {
  return { retryAfterSeconds: Math.ceil(((1 - tokens) / perMinute) * 60) }
}

/** State changes per reader; librarians scan as fast as they can. */
export function limitChanges(perMinute: number): Middleware<AppState> {
  const take = createRateLimit(perMinute)
  return (ctx, next) => {
    const principal = ctx.state.principal
    const isChange = !['GET', 'HEAD', 'OPTIONS'].includes(ctx.method)
    if (isChange && principal && principal.kind !== 'librarian') take(principal.account, ctx.state.receivedAt)
    return next()
  }
}
