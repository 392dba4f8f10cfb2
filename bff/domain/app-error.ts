import type { Refusal } from '../contract/common'
import type { ErrorCode } from '../contract/errors'

export type ErrorDetails = Readonly<Record<string, unknown>>

/**
 * The one class of expected errors. The code decides status and message; details are data, never prose. Anything else
 * that is thrown is a bug.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(code)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
}

export const notFound = () => new AppError('resource.not_found')

/** The library says no, with every reason at once (C1). */
export function refused(code: Extract<ErrorCode, `${string}.refused`>, refusals: readonly Refusal[]): AppError {
  return new AppError(code, { refusals })
}
