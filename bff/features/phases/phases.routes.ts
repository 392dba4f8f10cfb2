import { getPhase } from '../../contract/guide'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import { presentPhase } from './phases.presenter'
import type { PhasesService } from './phases.service'

export function mountPhases(routers: Routers, { phases }: { readonly phases: PhasesService }): void {
  mount(routers.public, getPhase, async (_input, { language }) => presentPhase(await phases.current(), language))
}
