import type Router from '@koa/router'
import * as contract from '../../contract/notices'
import type { Bilingual, Language } from '../../domain/language'
import type { AppState } from '../../http/context'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import { atomPath, presentAtom } from './atom.presenter'
import { presentNotice, presentNoticeSource, presentNoticeSummary } from './notices.presenter'
import type { NoticesService } from './notices.service'

interface Branches {
  readonly branches: readonly { readonly _id: string; readonly name: Bilingual }[]
}

interface Deps {
  readonly notices: NoticesService
  readonly places: { readonly read: () => Promise<Branches> }
}

export function mountNotices(routers: Routers, { notices, places }: Deps): void {
  const viewOf = async (language: Language) => ({ language, branches: (await places.read()).branches })
  type Notice = Awaited<ReturnType<typeof notices.get>>
  const present = async (notice: Notice, language: Language) =>
    presentNotice(notice, notices.blocksOf(notice, language), await viewOf(language))

  mount(routers.public, contract.listNotices, async ({ query }, { language }) => {
    const { items, next } = await notices.list(query)
    const view = await viewOf(language)
    return { items: items.map((item) => presentNoticeSummary(item, view)), ...(next === null ? {} : { next }) }
  })
  mount(routers.public, contract.getNotice, async ({ params }, { language }) =>
    present(await notices.get(params.id), language),
  )
  mount(routers.staff, contract.previewNotice, async ({ body }, { principal }) => {
    const { zh, en } = notices.preview(principal, body.body)
    return en ? { zh: [...zh], en: [...en] } : { zh: [...zh] }
  })
  mount(routers.staff, contract.publishNotice, async ({ body }, { principal, language }) =>
    present(await notices.publish(principal, body), language),
  )
  mount(routers.staff, contract.getNoticeSource, async ({ params }, { principal }) =>
    presentNoticeSource(await notices.getSource(principal, params.id)),
  )
  mount(routers.staff, contract.correctNotice, async ({ params, body }, { principal, language }) => {
    const { version, ...draft } = body
    return present(await notices.correct(principal, { id: params.id, version }, draft), language)
  })
  mount(routers.staff, contract.withdrawNotice, async ({ params }, { principal, language }) =>
    presentNoticeSummary(await notices.withdraw(principal, params.id), await viewOf(language)),
  )
}

interface FeedDeps {
  readonly notices: NoticesService
  readonly library: { readonly read: () => Promise<{ readonly name: Bilingual }> }
}

/** `/feeds/notices.atom`, on the router without a prefix. */
export function mountNoticesFeed(site: Router<AppState>, { notices, library }: FeedDeps): void {
  site.get(atomPath, async (ctx) => {
    const { language } = ctx.state
    const { name } = await library.read()
    const origin = `${ctx.protocol}://${ctx.host}`
    const entries = await notices.listForFeed(language, origin)
    ctx.state.operation = `GET ${atomPath}`
    ctx.vary('Accept-Language')
    ctx.set('Cache-Control', 'public, max-age=60')
    ctx.body = presentAtom({ library: name, language, origin, entries })
    ctx.type = 'application/atom+xml; charset=utf-8'
  })
}
