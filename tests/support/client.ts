import { randomUUID } from 'node:crypto'
import type { Operation, RequestOf, ResponseOf } from '../../bff/contract'

/** What an answer that is not 2xx throws; tests read its code and details. */
export class ApiFailure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly details: Record<string, unknown>,
    readonly headers: Headers,
  ) {
    super(`${String(status)} ${code} ${JSON.stringify(details)}`)
  }

  /** The codes of a refusal, in the order given. */
  get refusals(): string[] {
    const refusals = this.details['refusals']
    return Array.isArray(refusals) ? refusals.map((refusal: { code: string }) => refusal.code) : []
  }
}

interface Options {
  readonly idempotencyKey?: string
  readonly headers?: Readonly<Record<string, string>>
}

type Arguments<O extends Operation> =
  Record<string, never> extends RequestOf<O>
    ? [request?: RequestOf<O>, options?: Options]
    : [request: RequestOf<O>, options?: Options]

export type Call = <O extends Operation>(operation: O, ...rest: Arguments<O>) => Promise<ResponseOf<O>>

/** The same calls as the app makes, typed by the contract: a wrong body does not compile. */
export function createClient(origin: string, token: string | (() => Promise<string>) | null = null): Call {
  return async (operation, ...rest) => {
    const bearer = typeof token === 'function' ? await token() : token
    const { response } = await send(origin, bearer, operation, rest[0] ?? {}, rest[1] ?? {})
    return (await answerOf(response)) as never
  }
}

/** As it comes over the wire, for tests of headers and bad input. */
export async function send(
  origin: string,
  token: string | null,
  operation: string,
  request: { params?: object; query?: object; body?: unknown; contentType?: string },
  options: Options = {},
): Promise<{ response: Response }> {
  const [method = 'GET', path = '/'] = operation.split(' ')
  const url = new URL(`${origin}/api${withParams(path, request.params)}`)
  for (const [name, value] of Object.entries(request.query ?? {})) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined) url.searchParams.append(name, String(each))
    }
  }
  const isUpload = request.contentType !== undefined
  const body =
    request.body === undefined ? null : isUpload ? (request.body as ArrayBuffer) : JSON.stringify(request.body)
  const response = await fetch(url, {
    method,
    body,
    redirect: 'manual',
    headers: {
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === null ? {} : { 'Content-Type': request.contentType ?? 'application/json' }),
      ...(method === 'GET' ? {} : { 'Idempotency-Key': options.idempotencyKey ?? randomUUID() }),
      ...options.headers,
    },
  })
  return { response }
}

async function answerOf(response: Response): Promise<unknown> {
  const answer: unknown = await response.json()
  if (response.ok) return answer
  const { error } = answer as { error: { code: string; details: Record<string, unknown> } }
  throw new ApiFailure(response.status, error.code, error.details, response.headers)
}

function withParams(path: string, params: object | undefined): string {
  return path.replace(/:(\w+)/g, (_all, name: string) =>
    encodeURIComponent(String((params as Record<string, string> | undefined)?.[name])),
  )
}
