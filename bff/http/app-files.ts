import { existsSync } from 'node:fs'
import path from 'node:path'
import { send } from '@koa/send'
import type { Middleware } from 'koa'
import type { AppState } from './context'

const contentSecurityPolicy = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  // Taro's components carry their little icon font inside their styles
  "font-src 'self' data:",
  // Taro's runtime sets the root font size in an inline script and styles elements directly
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "frame-ancestors 'none'",
].join('; ')

/** The H5 app: hashed files for ever, every other address is a screen of the single page. */
export function appFiles(root: string): Middleware<AppState> {
  return async (ctx, next) => {
    await next()
    if (ctx.body !== undefined || ctx.status !== 404 || !['GET', 'HEAD'].includes(ctx.method)) return
    if (ctx.path.startsWith('/api/')) return
    const isFile = ctx.path !== '/' && path.extname(ctx.path) !== ''
    if (isFile) {
      if (!existsSync(path.join(root, path.normalize(ctx.path)))) return
      await send(ctx, ctx.path, { root, immutable: true, maxAge: 31_536_000_000, gzip: true, brotli: true })
      return
    }
    if (!existsSync(path.join(root, 'index.html'))) return
    ctx.set('Content-Security-Policy', contentSecurityPolicy)
    ctx.set('Referrer-Policy', 'same-origin')
    ctx.set('Cache-Control', 'no-cache')
    await send(ctx, 'index.html', { root })
  }
}
