import { randomUUID } from 'node:crypto'
import type { Middleware } from 'koa'
import { errorStatus } from '../contract/errors'
import { AppError } from '../domain/app-error'
import type { Language } from '../domain/language'
import type { Principal } from '../domain/principal'
import type { Clock } from '../infra/clock'
import type { Logger } from '../infra/logger'
import { isDatabaseAway } from '../infra/mongo'
import type { AppState } from './context'

export type AppMiddleware = Middleware<AppState>

/** Every answer carries an id that the logs know; a caller's own id is kept when it is harmless. */
export function requestIdentity(deps: { readonly clock: Clock; readonly logger: Logger }): AppMiddleware {
  return (ctx, next) => {
    ctx.state.requestId = requestIdOf(ctx.get('X-Request-Id'))
    ctx.state.receivedAt = deps.clock.now()
    ctx.state.log = deps.logger
    ctx.state.language = languageOf(ctx.get('Accept-Language'))
    ctx.state.principal = null
    ctx.state.visitorId = null
    ctx.state.authFailure = null
    ctx.state.operation = null
    ctx.state.reuse = null
    ctx.set('X-Request-Id', ctx.state.requestId)
    ctx.set('X-Content-Type-Options', 'nosniff')
    return next()
  }
}

export function requestIdOf(given: string): string {
  return /^[\w.-]{1,64}$/.test(given) ? given : randomUUID()
}

/** Sets the answer on every path: an expected error becomes its status and code, anything else a 500 without a trace. */
export function errorAnswers(): AppMiddleware {
  return async (ctx, next) => {
    try {
      await next()
      if (ctx.status === 404 && ctx.body === undefined) throw new AppError('route.not_found')
      if ((ctx.status === 405 || ctx.status === 501) && ctx.body === undefined) throw new AppError('method.not_allowed')
    } catch (error) {
      const expected = toAppError(error)
      if (!expected)
        ctx.state.log.error(
          { err: error, requestId: ctx.state.requestId, operation: ctx.state.operation },
          'unexpected error',
        )
      const { code, details } = expected ?? new AppError('internal.error')
      ctx.status = errorStatus[code]
      if (ctx.status === 503) ctx.set('Retry-After', '2')
      if (ctx.status === 429) ctx.set('Retry-After', retryAfterOf(details))
      if (ctx.status === 401) ctx.set('WWW-Authenticate', 'Bearer')
      ctx.set('Cache-Control', 'no-store')
      ctx.body = { error: { code, details, requestId: ctx.state.requestId } }
    }
  }
}

function toAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error
  if (isDatabaseAway(error)) return new AppError('service.database_away')
  if (error instanceof Error && error.cause !== undefined) return toAppError(error.cause)
  return null
}

type Authenticate = (token: string) => Promise<Principal>

/** Resolves the bearer token. A bad one is remembered, and thrown only where a login is needed. */
export function authentication(authenticate: Authenticate): AppMiddleware {
  async function recognise(ctx: Parameters<AppMiddleware>[0], token: string): Promise<void> {
    try {
      ctx.state.principal = await authenticate(token)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      ctx.state.authFailure = error
    }
  }

  return (ctx, next) => {
    const [, token] = /^Bearer (.+)$/i.exec(ctx.get('Authorization')) ?? []
    return token ? recognise(ctx, token).then(next) : next()
  }
}

/** Whether the caller has this answer already. */
export function isKnown(condition: string, etag: string): boolean {
  if (condition === '' || etag === '') return false
  const bare = (tag: string) => tag.trim().replace(/^W\//, '')
  return condition.trim() === '*' || condition.split(',').some((tag) => bare(tag) === bare(etag))
}

function retryAfterOf(details: AppError['details']): string {
  const seconds = details['retryAfterSeconds']
  return typeof seconds === 'number' ? String(seconds) : '60'
}

/**
 * 304 where the caller has the same answer already. A request's `no-cache` does not matter here: it asks caches to come
 * to us, and the answer compared is the one just made (a browser's fetch sends it with every condition of its own).
 */
export function conditionalGet(): AppMiddleware {
  return async (ctx, next) => {
    await next()
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return
    if (ctx.status !== 200 || !isKnown(ctx.get('If-None-Match'), ctx.response.get('ETag'))) return
    ctx.status = 304
    ctx.body = null
  }
}

/** Answers depend on language and login; shared caches must not mix them up. Who answers may say otherwise. */
export function cacheHeaders(): AppMiddleware {
  return (ctx, next) => {
    if (ctx.path.startsWith('/api/')) {
      ctx.set('Vary', 'Accept-Language, Authorization')
      ctx.set('Cache-Control', 'private, no-cache')
    }
    return next()
  }
}

export function languageOf(header: string): Language {
  const [first] = header.split(',')
  return first?.trim().toLowerCase().startsWith('en') ? 'en' : 'zh'
}
