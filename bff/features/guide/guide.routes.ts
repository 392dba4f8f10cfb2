import { getGuide } from '../../contract/guide'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import { presentGuide } from './guide.presenter'
import type { GuideService } from './guide.service'

export function mountGuide(routers: Routers, { guide }: { readonly guide: GuideService }): void {
  mount(routers.public, getGuide, async (_input, { language }) =>
    presentGuide(await guide.read(), { language, blocksOf: guide.blocksOf }),
  )
}
