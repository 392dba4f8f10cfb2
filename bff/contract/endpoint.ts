import type { z } from 'zod'
import type { ErrorCode } from './errors'

/** Who may call: anybody, a signed-in reader, or a librarian (the permission is checked by the feature's policy). */
export type Audience = 'public' | 'reader' | 'staff'

/**
 * One call of the API as data. From this table come the router, the parsing on the way in and out, the OpenAPI
 * document and the client's types.
 */
export interface EndpointSpec {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api`, with `:name` for parameters. */
  readonly path: string
  readonly audience: Audience
  readonly summary: string
  readonly query?: z.ZodObject
  readonly body?: z.ZodObject | z.ZodDiscriminatedUnion
  /** Raw upload instead of a JSON body: the accepted content types. */
  readonly upload?: { readonly types: readonly string[]; readonly maxBytes: number }
  readonly response: z.ZodType
  /** Server-sent events; `response` is the data of one. */
  readonly stream?: true
  /** Success status; 200 where absent. */
  readonly status?: 200 | 201 | 204
  /** The errors beyond the ones every call can answer. */
  readonly errors?: readonly ErrorCode[]
  /** `false` for the few state changes that are not one transaction (signing in talks to WeChat): they take no `Idempotency-Key`. */
  readonly transactional?: false
}

export function endpoint<const E extends EndpointSpec>(spec: E): E {
  return spec
}
