import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AppState } from './context'
import { isKnown, languageOf, requestIdOf, type AppMiddleware } from './middleware'

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
  readonly etag: string
  readonly operation: AppState['operation']
  /** Names and values in turn: all but what belongs to the one request or to the body. */
  readonly headers: readonly string[]
  readonly bodyHeaders: readonly string[]
}

interface Options {
  /** The same figures as for all other answers. */
  readonly observe: (operation: AppState['operation'], status: number, seconds: number) => void
}

/** Enough for what everybody asks in the same minute; a few megabytes at most. */
const MOST_KEPT = 200
const LONGEST_KEPT = 64 * 1024

/**
 * Who asks what somebody has just been told gets the same bytes, before anything is parsed, searched or even handed to
 * Koa. Only for answers that are the same for everybody, whoever is signed in.
 */
export function createReadyAnswers({ observe }: Options) {
  /** Those asked for last stand at the end. */
  const kept = new Map<string, Ready>()

  const put = (key: string, ready: Ready) => {
    kept.delete(key)
    kept.set(key, ready)
    if (kept.size <= MOST_KEPT) return
    const [oldest] = kept.keys()
    if (oldest !== undefined) kept.delete(oldest)
  }

  /** False when there is none, and the request is still to be answered. */
  function answer({ method, url, headers }: IncomingMessage, response: ServerResponse): boolean {
    if (method !== 'GET') return false
    const key = keyOf(url, headers['accept-language'])
    const ready = kept.get(key)
    if (ready === undefined) return false
    if (!ready.reuse.isCurrent()) {
      kept.delete(key)
      return false
    }
    const startedAt = performance.now()
    put(key, ready)
    ready.reuse.again()
    const given = headers['x-request-id']
    const own = ['X-Request-Id', requestIdOf(typeof given === 'string' ? given : ''), ...ready.headers]
    const isSame = isKnown(headers['if-none-match'] ?? '', ready.etag)
    if (isSame) response.writeHead(304, own).end()
    else response.writeHead(200, [...own, ...ready.bodyHeaders]).end(ready.body)
    observe(ready.operation, isSame ? 304 : 200, (performance.now() - startedAt) / 1000)
    return true
  }

  /** Keeps what says that it may be given again. */
  const keep: AppMiddleware = async (ctx, next) => {
    await next()
    const body: unknown = ctx.body
    const { reuse, operation } = ctx.state
    if (reuse === null || ctx.status !== 200 || !Buffer.isBuffer(body) || body.length > LONGEST_KEPT) return
    put(keyOf(ctx.url, ctx.get('Accept-Language')), {
      ...{ reuse, operation, body, etag: ctx.response.get('ETag') },
      headers: headersOf(ctx.res, (name) => !OF_ONE_REQUEST.has(name) && !OF_BODY.has(name)),
      bodyHeaders: headersOf(ctx.res, (name) => OF_BODY.has(name)),
    })
  }

  return { answer, keep }
}

const OF_BODY = new Set(['content-type', 'content-length'])
const OF_ONE_REQUEST = new Set(['x-request-id', 'set-cookie'])

const keyOf = (url = '', acceptLanguage = '') => `${languageOf(acceptLanguage)} ${url}`

function headersOf(response: ServerResponse, isWanted: (name: string) => boolean): string[] {
  return response
    .getHeaderNames()
    .filter(isWanted)
    .flatMap((name) => [name, String(response.getHeader(name))])
}
