import type { ParameterizedContext } from 'koa'
import type { Logger } from '../infra/logger'
import type { Language } from '../domain/language'
import type { Reuse } from './ready-answers'
import type { LibrarianPrincipal, Principal, ReaderPrincipal } from '../domain/principal'

export interface AppState {
  requestId: string
  receivedAt: Date
  log: Logger
  language: Language
  principal: Principal | null
  /** The signed cookie of somebody who is not signed in, once needed. */
  visitorId: string | null
  /** Why the presented token was not accepted, to be thrown where a login is needed. */
  authFailure: Error | null
  /** The operation that was matched, for metrics and logs. */
  operation: string | null
  /** Set by an answer that may be given again. */
  reuse: Reuse | null
}

export type AppContext = ParameterizedContext<AppState>

interface CallerBase {
  readonly language: Language
  readonly requestId: string
}

/** What a handler knows of its caller, by audience: a route cannot forget to ask for the login. */
export interface CallerOf {
  public: CallerBase & {
    readonly principal: Principal | null
    /** A stable identity for somebody who is not signed in: a signed cookie, set when first asked for. */
    readonly visitorId: () => string
  }
  reader: CallerBase & { readonly principal: ReaderPrincipal }
  staff: CallerBase & { readonly principal: LibrarianPrincipal }
}
