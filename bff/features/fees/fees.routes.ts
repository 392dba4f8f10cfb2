import * as contract from '../../contract/fees'
import { assertMay } from '../../domain/permission'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import type { CopiesService } from '../copies/copies.service'
import type { LoansService } from '../loans/loans.service'
import { presentLoan } from '../loans/loans.presenter'
import type { ViewLoans } from '../loans/loan-views.service'
import type { ReadersService } from '../readers/readers.service'
import type { TitleReferences } from '../titles/titles.service'
import type { FeeRecord } from './fees.model'
import { presentFee } from './fees.presenter'
import type { FeesService } from './fees.service'
import type { LostBooksService } from './lost-books.service'

interface Deps {
  readonly fees: FeesService
  readonly lostBooks: LostBooksService
  readonly readers: ReadersService
  readonly copies: CopiesService
  readonly loans: Pick<LoansService, 'enterForFee'>
  readonly titles: TitleReferences
  readonly viewLoans: ViewLoans
}

export function mountFees(routers: Routers, deps: Deps): void {
  const { fees } = deps

  async function present(fee: FeeRecord) {
    const [title] = await deps.titles.references(fee.titleId === null ? [] : [fee.titleId])
    return presentFee(fee, title)
  }

  async function whatItIsAbout(
    { loanId, barcode }: { loanId?: string | undefined; barcode?: string | undefined },
    readerId: string,
  ) {
    if (barcode !== undefined) return { copy: await deps.copies.getByBarcode(barcode) }
    if (loanId === undefined) return {}
    const loan = await deps.loans.enterForFee(loanId, readerId)
    return { loanId, copy: { _id: loan.copyId, titleId: loan.titleId, barcode: loan.barcode } }
  }

  mount(routers.reader, contract.listFees, async ({ query }, { principal }) => {
    const page = await fees.list(principal.readerId, query)
    const titleIds = page.items.flatMap(({ titleId }) => (titleId === null ? [] : [titleId]))
    const titles = new Map((await deps.titles.references(titleIds)).map((title) => [title._id, title]))
    const items = page.items.map((fee) => presentFee(fee, titles.get(fee.titleId ?? '')))
    return { ...page, items, openCents: await fees.owes(principal.readerId) }
  })

  mount(routers.staff, contract.recordFee, async ({ body }, { principal }) => {
    assertMay(principal, 'fees')
    const reader = await deps.readers.getByNumber(body.readerNumber)
    const about = await whatItIsAbout(body, reader._id)
    const { amountCents, reason, note } = body
    return present(
      await fees.record({ readerId: reader._id, amountCents, reason, note, by: principal.account, ...about }),
    )
  })

  mount(routers.staff, contract.payFee, async ({ params }, { principal }) => {
    assertMay(principal, 'fees')
    return present(await fees.settle(params.id, 'paid', { by: principal.account }))
  })

  mount(routers.staff, contract.waiveFee, async ({ params, body }, { principal }) => {
    assertMay(principal, 'fees')
    return present(await fees.settle(params.id, 'waived', { by: principal.account, note: body.note }))
  })

  mount(routers.staff, contract.refundFee, async ({ params }, { principal }) => {
    assertMay(principal, 'fees')
    return present(await fees.settle(params.id, 'refunded', { by: principal.account }))
  })

  mount(routers.staff, contract.reportLost, async ({ params, body }, { principal, language }) => {
    assertMay(principal, 'fees')
    const { loan, fee } = await deps.lostBooks.report({ loanId: params.id, ...body, by: principal.account })
    const [view] = await deps.viewLoans([loan])
    if (!view) throw new Error('a view per loan')
    return { loan: presentLoan(view, language), ...(fee ? { fee: await present(fee) } : {}) }
  })
}
