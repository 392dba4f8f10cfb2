import type { Operation, RequestOf, ResponseOf } from '../../bff/contract'
import { ApiError } from './api-error'
import { createIdempotencyKeys } from './idempotency'
import { endSession, getSession, isRenewed, keepSession, type Session } from './session'
import { send, type HttpRequest } from './transport'

export type { Operation, RequestOf, ResponseOf }

interface AnyRequest {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly contentType?: string
}

type Arguments<O extends Operation> = object extends RequestOf<O> ? [request?: RequestOf<O>] : [request: RequestOf<O>]

const keys = createIdempotencyKeys()
const tries = 3

/**
 * Calls the library: `call('POST /bookings', { body })`. The one string is sent and is the key of the types.
 * Unanswered calls are tried again, state-changing ones under the same Idempotency-Key; an expired token is renewed once.
 * @throws ApiError
 */
export async function call<O extends Operation>(operation: O, ...[request]: Arguments<O>): Promise<ResponseOf<O>> {
  // the typed request seen as what it is for the wire; the contract's schemas allow nothing else
  const given = (request ?? {}) as AnyRequest
  const http = toHttp(operation, given)
  const takesKey = http.method !== 'GET' && !http.url.startsWith('/session')
  const wish = `${getSession()?.me.account ?? ''} ${http.method} ${http.url} ${fingerprint(given.body)}`
  const idempotencyKey = takesKey ? keys.keyFor(wish) : undefined
  try {
    const answer = await withRetries(() => withSession({ ...http, idempotencyKey }), takesKey || http.method === 'GET')
    keys.answered(wish)
    // parsed border: the service parses every answer by this very contract before it leaves
    return answer as ResponseOf<O>
  } catch (error) {
    if (!(error instanceof ApiError && error.isUnanswered)) keys.answered(wish)
    throw error
  }
}

/**
 * The same under a key of the caller's: what was kept without a network is the same wish whenever it is sent (D3).
 * @throws ApiError
 */
export async function callAs<O extends Operation>(
  operation: O,
  request: RequestOf<O>,
  idempotencyKey: string,
): Promise<ResponseOf<O>> {
  // the typed request seen as what it is for the wire
  const http = toHttp(operation, request)
  // parsed border: as in call()
  return (await withRetries(() => withSession({ ...http, idempotencyKey }), true)) as ResponseOf<O>
}

function toHttp(operation: string, { params = {}, query = {}, body, contentType }: AnyRequest): HttpRequest {
  const [method = 'GET', path = '/'] = operation.split(' ')
  const filled = path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  return {
    // cast: the operation's first word is one of the contract's methods
    method: method as HttpRequest['method'],
    url: filled + queryString(query),
    ...(body === undefined ? {} : { body }),
    contentType,
  }
}

/** WeChat has no URLSearchParams. Lists repeat the name; what is undefined is left out. */
function queryString(query: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    asList(value)
      .filter((one) => one !== undefined && one !== '')
      .map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(String(one))}`),
  )
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

const fingerprint = (body: unknown) =>
  body instanceof ArrayBuffer ? `${body.byteLength} bytes` : JSON.stringify(body ?? null)

async function withRetries(attempt: () => Promise<unknown>, mayRepeat: boolean): Promise<unknown> {
  for (let n = 1; ; n += 1) {
    try {
      return await attempt()
    } catch (error) {
      const isWorthIt = error instanceof ApiError && error.isUnanswered && error.status !== 500
      if (!mayRepeat || !isWorthIt || n >= tries) throw error
      await pause(Math.min(error.retryAfterMs ?? 400 * 2 ** (n - 1), 4000))
    }
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Sends with the reader's token; an expired one is renewed once and the call sent again. */
async function withSession(request: HttpRequest): Promise<unknown> {
  const session = getSession()
  if (session === undefined) return send(request)
  try {
    return await send({ ...request, token: session.token })
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error
    const renewed = await renewSession(session)
    return send({ ...request, token: renewed.token })
  }
}

let renewing: Promise<Session> | undefined

/** One refresh token works once: parallel calls wait for the same renewal. */
function renewSession(old: Session): Promise<Session> {
  const current = getSession()
  if (current !== undefined && isRenewed(old, current)) return Promise.resolve(current)
  renewing ??= send({ method: 'POST', url: '/session/refresh', body: { refreshToken: old.refreshToken } })
    .then((answer) => {
      // parsed border: as in call()
      const next = answer as Session
      keepSession(next)
      return next
    })
    .catch((error: unknown) => {
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) {
        endSession()
        throw new ApiError({ code: 'auth.session_ended', status: 401 })
      }
      throw error
    })
    .finally(() => {
      renewing = undefined
    })
  return renewing
}
