import * as contract from '../../contract/privacy'
import { createRateLimit } from '../../http/limits'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import type { Clock } from '../../infra/clock'
import type { ViewBookings } from '../bookings/booking-views.service'
import type { ViewLoans } from '../loans/loan-views.service'
import type { PlacesService } from '../places/places.service'
import type { ReaderAccountsService } from '../reader-accounts/reader-accounts.service'
import type { SessionService } from '../session/session.service'
import type { TitleReferences } from '../titles/titles.service'
import type { ViewVisits } from '../visits/visit-views.service'
import type { OwnDataService } from './own-data.service'
import { presentAccountView, presentOwnData, presentPrivacy } from './privacy.presenter'
import type { PrivacyService } from './privacy.service'

interface Deps {
  readonly clock: Clock
  readonly privacy: PrivacyService
  readonly gatherOwnData: OwnDataService
  readonly readerAccounts: ReaderAccountsService
  readonly sessions: SessionService
  readonly places: PlacesService
  readonly titles: TitleReferences
  readonly viewBookings: ViewBookings
  readonly viewLoans: ViewLoans
  readonly viewVisits: ViewVisits
}

/** A whole account is read for each: enough for anybody who wants theirs. */
const exportsPerMinute = 6

export function mountPrivacy(routers: Routers, deps: Deps): void {
  const countExport = createRateLimit(exportsPerMinute)
  const namesOf = (accesses: readonly { readonly by: string }[]) =>
    deps.sessions.librarianNames([...new Set(accesses.map(({ by }) => by))])

  mount(routers.reader, contract.getPrivacy, async (_input, { principal }) =>
    presentPrivacy(await deps.privacy.of(principal.readerId)),
  )

  mount(routers.reader, contract.changePrivacy, async ({ body }, { principal }) =>
    presentPrivacy(await deps.privacy.change(principal, body.keepsHistory)),
  )

  mount(routers.reader, contract.listAccountViews, async ({ query }, { principal }) => {
    const page = await deps.readerAccounts.listViews(principal.readerId, query)
    const names = await namesOf(page.items)
    return { ...page, items: page.items.map((access) => presentAccountView(access, names)) }
  })

  mount(routers.reader, contract.getOwnData, async (_input, { principal, language }) => {
    const madeAt = deps.clock.now()
    countExport(principal.account, madeAt)
    const data = await deps.gatherOwnData(principal.readerId)
    const titleIds = [
      ...data.receipts.flatMap(({ items }) => items.map(({ titleId }) => titleId)),
      ...data.fees.flatMap(({ titleId }) => titleId ?? []),
    ]
    const titles = await deps.titles.references(titleIds)
    const view = {
      data,
      bookings: await deps.viewBookings(data.bookings),
      loans: await deps.viewLoans(data.loans),
      visits: await deps.viewVisits(data.visits),
      titles: new Map(titles.map((title) => [title._id, title])),
      names: await namesOf(data.accountViews),
      places: await deps.places.read(),
      madeAt,
    }
    return presentOwnData(view, language)
  })

  mount(routers.reader, contract.eraseOwnData, async (_input, { principal }) => {
    await deps.privacy.erase(principal)
    return { ok: true as const }
  })
}
