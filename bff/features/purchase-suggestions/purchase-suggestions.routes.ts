import * as contract from '../../contract/purchase-suggestions'
import { assertMay } from '../../domain/permission'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import { presentSuggestion } from './purchase-suggestions.presenter'
import type { PurchaseSuggestionsService } from './purchase-suggestions.service'

export function mountPurchaseSuggestions(
  routers: Routers,
  { purchaseSuggestions }: { readonly purchaseSuggestions: PurchaseSuggestionsService },
): void {
  mount(routers.reader, contract.suggestPurchase, async ({ body }, { principal }) =>
    presentSuggestion(await purchaseSuggestions.suggest({ ...body, readerId: principal.readerId })),
  )

  mount(routers.reader, contract.listPurchaseSuggestions, async ({ query }, { principal }) => {
    const page = await purchaseSuggestions.listOwn(principal.readerId, query)
    return { ...page, items: page.items.map(presentSuggestion) }
  })

  mount(routers.staff, contract.listSuggestionsForStaff, async ({ query }, { principal }) => {
    assertMay(principal, 'acquisitions')
    const page = await purchaseSuggestions.list(query.status, query)
    return { ...page, items: page.items.map(presentSuggestion) }
  })

  mount(routers.staff, contract.decidePurchaseSuggestion, async ({ params, body }, { principal }) => {
    assertMay(principal, 'acquisitions')
    return presentSuggestion(await purchaseSuggestions.decide({ ...body, id: params.id, by: principal.account }))
  })
}
