import type { ServerResponse } from 'node:http'
import type { AppState } from './context'
import type { AppMiddleware } from './middleware'
import { isKnown, languageOf, requestIdOf } from './middleware'

/** What an answer says of itself when it may be given again, as it is, to whoever asks the same in the same language. */
export interface Reuse {
  /** False as soon as anything has changed that the answer may tell of. */
  readonly isCurrent: () => boolean
  /** It is given once more: for what counts questions. */
  readonly again: () => void
}

interface Ready {
  readonly reuse: Reuse
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string>>
  readonly operation: AppState['operation']
}

interface Options {
  /** The same figures as for all other answers. */
  readonly observe: (operation: AppState['operation'], status: number, seconds: number) => void
}

/** Enough for what everybody asks in the same minute; a few megabytes at most. */
const MOST_KEPT = 200
const LONGEST_KEPT = 64 * 1024

/**
 * Before all else: who asks what somebody has just been told gets the same bytes, and no context, parsing or search is
 * spent on it. Only for answers that are the same for everybody, whoever is signed in.
 */
export function readyAnswers({ observe }: Options): AppMiddleware {
  /** Those asked for last stand at the end. */
  const kept = new Map<string, Ready>()

  const keep = (key: string, ready: Ready) => {
    kept.delete(key)
    kept.set(key, ready)
    const [oldest] = kept.keys()
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  }

  return (ctx, next) => {
    if (ctx.method !== 'GET') return next()
    const key = `${languageOf(ctx.get('Accept-Language'))} ${ctx.url}`
    const ready = kept.get(key)
    if (ready?.reuse.isCurrent() === true) {
      const startedAt = performance.now()
      keep(key, ready)
      ready.reuse.again()
      ctx.respond = false
      const status = answer(ctx.res, ready, { id: ctx.get('X-Request-Id'), condition: ctx.get('If-None-Match') })
      observe(ready.operation, status, (performance.now() - startedAt) / 1000)
      return Promise.resolve()
    }
    kept.delete(key)
    return next().then(() => {
      const body: unknown = ctx.body
      const { reuse, operation } = ctx.state
      if (reuse === null || ctx.status !== 200 || !Buffer.isBuffer(body) || body.length > LONGEST_KEPT) return
      keep(key, { reuse, operation, body, headers: sharedHeaders(ctx.res) })
    })
  }
}

/** All but what belongs to the one request. */
function sharedHeaders(response: ServerResponse): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const name of response.getHeaderNames()) {
    if (name !== 'x-request-id' && name !== 'set-cookie') headers[name] = String(response.getHeader(name))
  }
  return headers
}

function answer(
  response: ServerResponse,
  { body, headers }: Ready,
  { id, condition }: { readonly id: string; readonly condition: string },
): number {
  const isSame = isKnown(condition, headers['etag'] ?? '')
  const { 'content-type': type = '', 'content-length': length = '', ...others } = headers
  const own = { ...others, 'x-request-id': requestIdOf(id) }
  if (isSame) response.writeHead(304, own).end()
  else response.writeHead(200, { ...own, 'content-type': type, 'content-length': length }).end(body)
  return isSame ? 304 : 200
}
