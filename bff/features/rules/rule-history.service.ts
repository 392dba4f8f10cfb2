import type { LibrarianPrincipal } from '../../domain/principal'
import type { Clock } from '../../infra/clock'
import { cutPage, decodeDatePlace, encodeDatePlace } from '../../infra/cursor'
import { newId } from '../../infra/ids'
import type { RuleChangeRecord } from './rule-changes.model'
import * as queries from './rule-changes.queries'

export type RuleHistory = ReturnType<typeof createRuleHistory>
type NewChange = Omit<RuleChangeRecord, '_id' | 'at' | 'by'>

/** What librarians have changed in rules and calendars: who, when, from what to what. Written with the change itself. */
export function createRuleHistory(deps: { readonly clock: Clock }) {
  function record(librarian: LibrarianPrincipal, change: NewChange): Promise<void> {
    const by = { account: librarian.account, name: librarian.name }
    return queries.insertChange({ _id: newId(), at: deps.clock.now(), by, ...change })
  }

  async function list(page: { readonly limit: number; readonly cursor?: string | undefined }) {
    const found = await queries.listChanges({ limit: page.limit + 1, before: decodeDatePlace(page.cursor) })
    return cutPage(found, page.limit, ({ at, _id }) => encodeDatePlace({ at, id: _id }))
  }

  return { record, list, find: queries.findChange }
}
