import { AppError } from '../../domain/app-error'
import type { Clock } from '../../infra/clock'
import { createMemo } from '../../infra/memo'
import type { ReaderRecord } from '../readers/readers.model'
import type { ReadersService } from '../readers/readers.service'
import type { LibraryService } from '../rules/library.service'
import type { LibrarianRecord } from './session.model'
import { listDemoLibrarians } from './session.queries'

interface Deps {
  readonly clock: Clock
  readonly library: LibraryService
  /** False in production, and off loopback unless opened on purpose. */
  readonly isAllowed: boolean
  readonly readers: ReadersService
}

export type DemoAccount =
  | { readonly kind: 'reader'; readonly reader: ReaderRecord }
  | { readonly kind: 'librarian'; readonly librarian: LibrarianRecord }

export type DemoAccountsService = ReturnType<typeof createDemoAccountsService>

/**
 * Signing in without a proof, for looking around: only where the database carries the demo mark, holds no imported
 * readers, and this process allows it.
 */
export function createDemoAccountsService(deps: Deps) {
  const memo = createMemo(deps.clock, 1000, async () => {
    const library = await deps.library.read()
    return library.isDemo && !(await deps.readers.hasImported())
  })

  /** @throws `demo.not_available` */
  async function assertAvailable(): Promise<void> {
    if (!deps.isAllowed || !(await memo.get())) throw new AppError('demo.not_available')
  }

  /** The featured readers, then the librarians, then everybody else by number. `after`: the last account of the page before. */
  async function list(limit: number, after: string | null): Promise<{ items: DemoAccount[]; next: string | null }> {
    await assertAvailable()
    const first = await listFirst()
    const seen = after === null ? 0 : first.findIndex((account) => accountOf(account) === after) + 1
    const isAmongRest = after !== null && seen === 0
    const featured = isAmongRest ? [] : first.slice(seen)
    const rest = await deps.readers.listOrdinary(Math.max(0, limit - featured.length) + 1, isAmongRest ? after : '')
    const items = [...featured, ...rest.map((reader) => ({ kind: 'reader' as const, reader }))]
    const page = items.slice(0, limit)
    const last = page.at(-1)
    return { items: page, next: items.length > limit && last ? accountOf(last) : null }
  }

  async function listFirst(): Promise<DemoAccount[]> {
    const [readers, librarians] = await Promise.all([deps.readers.listFeatured(), listDemoLibrarians()])
    return [
      ...readers.map((reader) => ({ kind: 'reader' as const, reader })),
      ...librarians.map((librarian) => ({ kind: 'librarian' as const, librarian })),
    ]
  }

  return { assertAvailable, list }
}

function accountOf(account: DemoAccount): string {
  return account.kind === 'reader' ? account.reader.number : account.librarian._id
}
