import { AppError } from '../../domain/app-error'
import type { LibrarianPrincipal } from '../../domain/principal'

/** @throws `auth.forbidden` for librarians who do not look after the groups */
export function assertMayManageGroups(librarian: LibrarianPrincipal): void {
  if (!librarian.permissions.includes('groups')) throw new AppError('auth.forbidden')
}
