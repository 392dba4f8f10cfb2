import type { Permission } from '../contract/session'

export interface ReaderPrincipal {
  readonly kind: 'reader'
  readonly account: string
  readonly readerId: string
}

export interface LibrarianPrincipal {
  readonly kind: 'librarian'
  readonly account: string
  readonly name: string
  readonly permissions: readonly Permission[]
  readonly branchId?: string | undefined
  readonly pickupPointId?: string | undefined
}

/** A WeChat user who is not tied to a reader yet: may read public things and bind. */
export interface VisitorPrincipal {
  readonly kind: 'visitor'
  readonly account: string
  readonly openid: string
}

/** Who is asking. */
export type Principal = ReaderPrincipal | LibrarianPrincipal | VisitorPrincipal
