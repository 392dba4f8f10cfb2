import type Router from '@koa/router'
import * as contract from '../../contract/consultation-groups'
import type { AppState, CallerOf } from '../../http/context'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import { presentDeskGroup, presentGroup, presentJoined } from './consultation-groups.presenter'
import type { ConsultationGroupsService, Identity } from './consultation-groups.service'

interface Deps {
  readonly consultationGroups: ConsultationGroupsService
}

/** @param site the router without a prefix, where posters point */
export function mountConsultationGroups(
  routers: Routers,
  site: Router<AppState>,
  { consultationGroups: groups }: Deps,
): void {
  mount(routers.public, contract.listConsultationGroups, async (_input, { language }) => ({
    items: (await groups.list()).map((view) => presentGroup(view, language)),
  }))
  mount(routers.public, contract.getConsultationGroup, async ({ params }, { language }) =>
    presentGroup(await groups.get(params.id), language),
  )
  mount(routers.public, contract.joinConsultationGroup, async ({ params }, caller) =>
    presentJoined(await groups.join(params.id, identityOf(caller))),
  )
  mount(routers.staff, contract.listDeskGroups, async (_input, { principal, language }) => ({
    items: (await groups.listForDesk(principal)).map((view) => presentDeskGroup(view, language)),
  }))
  mount(routers.staff, contract.uploadGroupCode, async ({ params, query, body }, { principal, language }) => {
    const upload = { bytes: body.bytes, members: query.members }
    return presentDeskGroup(await groups.uploadCode(principal, params.id, upload), language)
  })
  mount(routers.staff, contract.withdrawGroupCode, async ({ params }, { principal, language }) =>
    presentDeskGroup(await groups.withdrawCode(principal, params.id, params.codeId), language),
  )
  mountImages(routers.public.router, groups)
  mountScenes(site, groups)
}

/** The stable code of a group, `/g/<scene>`: to the page of the app that joins it. */
function mountScenes(site: Router<AppState>, groups: ConsultationGroupsService): void {
  site.get('/g/:scene', async (ctx) => {
    ctx.state.operation = 'GET /g/:scene'
    const { group } = await groups.get(ctx.params['scene'] ?? '')
    ctx.set('Cache-Control', 'no-cache')
    ctx.redirect(`${groupPage}?scene=${encodeURIComponent(group.scene)}`)
  })
}

const groupPage = '/packages/consult/group/index'

/** Uploaded bytes: never anything but an image, whatever is in them. */
function mountImages(router: Router<AppState>, groups: ConsultationGroupsService): void {
  router.get('/group-codes/:id/image', async (ctx) => {
    ctx.state.operation = 'GET /group-codes/:id/image'
    const { bytes, contentType } = await groups.readImage(ctx.params['id'] ?? '')
    ctx.set('Cache-Control', 'private, max-age=3600')
    ctx.set('Content-Security-Policy', "sandbox; default-src 'none'")
    ctx.set('Content-Disposition', 'inline')
    ctx.set('X-Content-Type-Options', 'nosniff')
    ctx.set('Cross-Origin-Resource-Policy', 'cross-origin')
    ctx.type = contentType
    ctx.body = bytes
  })
}

function identityOf(caller: CallerOf['public']): Identity {
  return caller.principal
    ? { kind: 'account', id: caller.principal.account }
    : { kind: 'visitor', id: caller.visitorId() }
}
