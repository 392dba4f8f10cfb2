import { AppError } from '../../domain/app-error'
import type { LibrarianPrincipal } from '../../domain/principal'

/** @throws `auth.forbidden` for librarians who do not look after the notices */
export function assertMayPublish(librarian: LibrarianPrincipal): void {
  if (!librarian.permissions.includes('notices')) throw new AppError('auth.forbidden')
}
