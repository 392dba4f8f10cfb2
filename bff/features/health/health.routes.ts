import * as contract from '../../contract/health'
import { AppError } from '../../domain/app-error'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'

interface Deps {
  readonly isDatabaseUsable: () => Promise<boolean>
  readonly stateOfSearch: () => Promise<'ok' | 'building' | 'away'>
}

export function mountHealth(routers: Routers, deps: Deps): void {
  mount(routers.public, contract.getLiveness, () => Promise.resolve({ status: 'ok' as const }))

  mount(routers.public, contract.getReadiness, async () => {
    const database = (await deps.isDatabaseUsable()) ? ('ok' as const) : ('away' as const)
    const search = await deps.stateOfSearch()
    if (database === 'away') throw new AppError('service.database_away', { checks: { database, search } })
    if (search === 'away') throw new AppError('service.search_away', { checks: { database, search } })
    if (search === 'building') throw new AppError('service.starting', { checks: { database, search } })
    return { status: 'ok' as const, checks: { database, search } }
  })
}
