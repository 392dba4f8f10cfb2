import type { ErrorCode, RefusalCode, RemedyCode } from '../../bff/contract/errors'
import type { Refusal } from '../../bff/contract/common'
import { isRecord } from './storage'

/** What can go wrong on the way, before the library had a say. */
export type TransportCode = 'network.offline' | 'network.timeout' | 'network.bad_answer'
export type ApiErrorCode = ErrorCode | TransportCode
export type { ErrorCode, Refusal, RefusalCode, RemedyCode }

/** Every failed call. `code` is the key of its message in i18n; `requestId` is what the library's IT asks for. */
export class ApiError extends Error {
  readonly code: ApiErrorCode
  readonly status: number
  readonly details: Readonly<Record<string, unknown>>
  readonly requestId: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(answer: {
    readonly code: ApiErrorCode
    readonly status: number
    readonly details?: Readonly<Record<string, unknown>>
    readonly requestId?: string | undefined
    readonly retryAfterMs?: number | undefined
  }) {
    super(answer.code)
    this.name = 'ApiError'
    this.code = answer.code
    this.status = answer.status
    this.details = answer.details ?? {}
    this.requestId = answer.requestId
    this.retryAfterMs = answer.retryAfterMs
  }

  /** Nobody knows whether the library saw the call: it may be sent again under the same key. */
  get isUnanswered(): boolean {
    return this.status === 0 || this.status >= 500
  }
}

/** The reasons of a refused call (C1), in the order in which the library gave them. */
export function refusalsOf(error: unknown): readonly Refusal[] {
  if (!(error instanceof ApiError)) return []
  const refusals = error.details['refusals']
  // parsed border: the contract declares this field as Refusal[]; what is no object with a code is dropped
  return Array.isArray(refusals)
    ? refusals.filter((r): r is Refusal => isRecord(r) && typeof r['code'] === 'string')
    : []
}

export function hasCode(error: unknown, code: ApiErrorCode): error is ApiError {
  return error instanceof ApiError && error.code === code
}

export function isUnanswered(error: unknown): boolean {
  return error instanceof ApiError && error.isUnanswered
}
