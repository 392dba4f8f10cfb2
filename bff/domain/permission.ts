import type { Permission } from '../contract/session'
import { AppError } from './app-error'
import type { LibrarianPrincipal } from './principal'

/** @throws `auth.forbidden` unless the librarian holds one of the permissions */
export function assertMay(librarian: LibrarianPrincipal, ...anyOf: readonly Permission[]): void {
  if (!anyOf.some((permission) => librarian.permissions.includes(permission))) {
    throw new AppError('auth.forbidden', { permissions: anyOf })
  }
}
