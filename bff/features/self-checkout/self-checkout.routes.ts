import * as contract from '../../contract/self-checkout'
import type { Language } from '../../domain/language'
import { assertMay } from '../../domain/permission'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import { presentLoan } from '../loans/loans.presenter'
import type { LoanRecord } from '../loans/loans.model'
import type { ViewLoans } from '../loans/loan-views.service'
import type { PlacesService } from '../places/places.service'
import type { PlaceCodes } from './place-codes.service'
import { presentGateReceipt, presentPlaceCodes } from './self-checkout.presenter'
import type { ForTheGate, SelfCheckoutService } from './self-checkout.service'

interface Deps {
  readonly selfCheckouts: SelfCheckoutService
  readonly placeCodes: PlaceCodes
  readonly places: PlacesService
  readonly viewLoans: ViewLoans
}

export function mountSelfCheckout(routers: Routers, deps: Deps): void {
  const { selfCheckouts } = deps

  async function viewOf(loan: LoanRecord) {
    const [view] = await deps.viewLoans([loan])
    if (!view) throw new Error('a view per loan')
    return view
  }

  async function present(receipt: ForTheGate, language: Language) {
    const room = await deps.placeCodes.find(receipt.roomId)
    return presentGateReceipt({ receipt, view: await viewOf(receipt.loan), room }, language)
  }

  mount(routers.reader, contract.selfCheckout, async ({ body }, { principal, language }) => {
    const loan = await selfCheckouts.checkOut({ ...body, readerId: principal.readerId })
    const receipt = selfCheckouts.forTheGate(loan)
    return {
      ...presentLoan(await viewOf(loan), language),
      ...(receipt ? { gateReceipt: await present(receipt, language) } : {}),
    }
  })

  mount(routers.reader, contract.getGateReceipt, async ({ params }, { principal, language }) =>
    present(await selfCheckouts.receiptOf(principal.readerId, params.id), language),
  )

  mount(routers.staff, contract.listPlaceCodes, async ({ query }, { principal, language }) => {
    assertMay(principal, 'desk')
    const codes = await deps.placeCodes.shown(query.branch ?? null)
    return presentPlaceCodes(codes, await deps.places.read(), language)
  })

  mount(routers.staff, contract.checkGateReceipt, async ({ query }, { principal }) => {
    assertMay(principal, 'desk', 'paging')
    const loan = await selfCheckouts.checkAtGate(query.barcode, query.code)
    return loan ? { isValid: true, lentAt: loan.lentAt.toISOString() } : { isValid: false }
  })
}
