import * as contract from '../../contract/session'
import { AppError } from '../../domain/app-error'
import type { Language } from '../../domain/language'
import type { Principal } from '../../domain/principal'
import { createRateLimit } from '../../http/limits'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import type { Clock } from '../../infra/clock'
import type { DemoAccountsService } from './demo-accounts.service'
import type { ProfileService } from './profile.service'
import { presentDemoAccount, presentMe, presentSession } from './session.presenter'
import type { SessionService, SignedIn } from './session.service'

interface Deps {
  readonly clock: Clock
  readonly sessions: SessionService
  readonly profiles: ProfileService
  readonly demo: DemoAccountsService
  readonly signInsPerMinute: number
}

export function mountSession(routers: Routers, deps: Deps): void {
  const countSignIn = createRateLimit(deps.signInsPerMinute)

  async function answer(signedIn: SignedIn, language: Language) {
    return presentSession(signedIn, presentMe(await deps.profiles.of(signedIn.principal), language))
  }

  mount(routers.public, contract.listDemoAccounts, async ({ query }) => {
    const page = await deps.demo.list(query.limit, query.cursor ?? null)
    return { items: page.items.map(presentDemoAccount), ...(page.next === null ? {} : { next: page.next }) }
  })

  mount(routers.public, contract.signIn, async ({ body }, { language }) => {
    if (body.kind === 'demo') countSignIn(body.account, deps.clock.now())
    return answer(await deps.sessions.signIn(body), language)
  })

  mount(routers.public, contract.bindReader, async ({ body }, { principal, language }) =>
    answer(await deps.sessions.bind(required(principal), body), language),
  )

  mount(routers.public, contract.refreshSession, async ({ body }, { language }) =>
    answer(await deps.sessions.refresh(body.refreshToken), language),
  )

  mount(routers.public, contract.signOut, async (_input, { principal }) => {
    await deps.sessions.endAll(required(principal).account)
    return { ok: true as const }
  })

  mount(routers.public, contract.getMe, async (_input, { principal, language }) =>
    presentMe(await deps.profiles.of(required(principal)), language),
  )
}

function required(principal: Principal | null): Principal {
  if (!principal) throw new AppError('auth.required')
  return principal
}
