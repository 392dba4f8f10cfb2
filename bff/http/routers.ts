import Router from '@koa/router'
import type { Audience } from '../contract/endpoint'
import { AppError } from '../domain/app-error'
import type { AppContext, AppState, CallerOf } from './context'
import { visitorIdOf } from './visitor'

export interface AudienceRouter<A extends Audience> {
  readonly audience: A
  readonly router: Router<AppState>
  /** The caller, or the refusal of somebody who may not be here. */
  readonly callerOf: (ctx: AppContext) => CallerOf[A]
}

export interface Routers {
  readonly public: AudienceRouter<'public'>
  readonly reader: AudienceRouter<'reader'>
  readonly staff: AudienceRouter<'staff'>
}

export function createRouters(cookieSecret: string): Routers {
  const router = new Router<AppState>({ prefix: '/api' })
  return {
    public: {
      audience: 'public',
      router,
      callerOf: (ctx) => ({
        language: ctx.state.language,
        requestId: ctx.state.requestId,
        principal: ctx.state.principal,
        visitorId: () => visitorIdOf(ctx, cookieSecret),
      }),
    },
    reader: {
      audience: 'reader',
      router,
      callerOf: (ctx) => {
        const principal = principalOf(ctx)
        if (principal.kind === 'visitor') throw new AppError('auth.not_bound')
        if (principal.kind !== 'reader') throw new AppError('auth.forbidden')
        return { language: ctx.state.language, requestId: ctx.state.requestId, principal }
      },
    },
    staff: {
      audience: 'staff',
      router,
      callerOf: (ctx) => {
        const principal = principalOf(ctx)
        if (principal.kind !== 'librarian') throw new AppError('auth.forbidden')
        return { language: ctx.state.language, requestId: ctx.state.requestId, principal }
      },
    },
  }
}

function principalOf(ctx: AppContext) {
  if (ctx.state.principal) return ctx.state.principal
  throw ctx.state.authFailure ?? new AppError('auth.required')
}
