import { createRequire } from 'node:module'
import path from 'node:path'
import type Router from '@koa/router'
import { send } from '@koa/send'
import type { AppState } from './context'
import { createOpenApi } from './openapi'

const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>韧图 Rentu API</title><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="docs"></div><script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script></body></html>`

const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true })`

const assets = new Set(['swagger-ui.css', 'swagger-ui-bundle.js'])

/** `/api/openapi.json` and the page that shows it. */
export function mountDocs(router: Router<AppState>): void {
  const root = path.dirname(createRequire(path.resolve('package.json')).resolve('swagger-ui-dist/package.json'))
  const openApi = JSON.stringify(createOpenApi())

  router.get('/openapi.json', (ctx) => {
    ctx.type = 'application/json'
    ctx.body = openApi
  })
  router.get('/docs', (ctx) => {
    ctx.type = 'text/html'
    ctx.body = page
  })
  router.get('/docs/start.js', (ctx) => {
    ctx.type = 'text/javascript'
    ctx.body = start
  })
  router.get('/docs/:asset', async (ctx) => {
    const asset = ctx.params['asset'] ?? ''
    if (assets.has(asset)) await send(ctx, asset, { root, maxAge: 3_600_000 })
  })
}
