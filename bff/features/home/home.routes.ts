import { getHome } from '../../contract/home'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import type { Clock } from '../../infra/clock'
import { presentHome } from './home.presenter'
import type { HomeService } from './home.service'

interface Deps {
  readonly home: HomeService
  readonly clock: Clock
  readonly zone: string
}

export function mountHome(routers: Routers, { home, clock, zone }: Deps): void {
  mount(routers.public, getHome, async (_input, { principal, language }) => {
    const view = await home.of(principal?.kind === 'reader' ? principal.readerId : null)
    return presentHome(view, { language, now: clock.now(), zone })
  })
}
