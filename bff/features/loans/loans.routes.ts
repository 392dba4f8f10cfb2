import * as contract from '../../contract/loans'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import { presentLoan } from './loans.presenter'
import type { LoansService } from './loans.service'
import type { ViewLoans } from './loan-views.service'

interface Deps {
  readonly loans: LoansService
  readonly viewLoans: ViewLoans
}

export function mountLoans(routers: Routers, { loans, viewLoans }: Deps): void {
  mount(routers.reader, contract.listLoans, async ({ query }, { principal, language }) => {
    const page = await loans.list(principal.readerId, query)
    const views = await viewLoans(page.items)
    return { ...page, items: views.map((view) => presentLoan(view, language)) }
  })

  mount(routers.reader, contract.renewLoan, async ({ params }, { principal, language }) => {
    const [view] = await viewLoans([await loans.renew(principal.readerId, params.id)])
    if (!view) throw new Error('a view per loan')
    return presentLoan(view, language)
  })

  mount(routers.reader, contract.renewAllLoans, async (_input, { principal, language }) => {
    const results = await loans.renewAll(principal.readerId)
    const views = await viewLoans(results.map(({ loan }) => loan))
    return {
      items: results.flatMap(({ refusals }, index) => {
        const view = views[index]
        if (!view) return []
        const result = refusals.length === 0 ? ('renewed' as const) : ('refused' as const)
        const reasons = refusals.length === 0 ? {} : { refusals: [...refusals] }
        return [{ loan: presentLoan(view, language), result, ...reasons }]
      }),
    }
  })
}
