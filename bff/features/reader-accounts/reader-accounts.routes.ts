import * as contract from '../../contract/reader-accounts'
import { assertMay } from '../../domain/permission'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import type { ViewBookings } from '../bookings/booking-views.service'
import type { ViewLoans } from '../loans/loan-views.service'
import type { TitleReferences } from '../titles/titles.service'
import { presentReaderAccount } from './reader-accounts.presenter'
import type { ReaderAccountsService } from './reader-accounts.service'

interface Deps {
  readonly readerAccounts: ReaderAccountsService
  readonly viewBookings: ViewBookings
  readonly viewLoans: ViewLoans
  readonly titles: TitleReferences
}

export function mountReaderAccounts(routers: Routers, deps: Deps): void {
  mount(routers.staff, contract.getReaderAccount, async ({ params }, { principal, language }) => {
    assertMay(principal, 'desk', 'readers')
    const operation = `${contract.getReaderAccount.method} ${contract.getReaderAccount.path}`
    const account = await deps.readerAccounts.look({ number: params.number, by: principal.account, operation })
    const bookings = await deps.viewBookings(account.bookings)
    const loans = await deps.viewLoans(account.loans)
    const titles = await deps.titles.references(account.fees.flatMap(({ titleId }) => titleId ?? []))
    const byId = new Map(titles.map((title) => [title._id, title]))
    return presentReaderAccount({ account, bookings, loans, titles: byId }, language)
  })
}
