import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FakeWeChat {
  /** What the service has to be told to ask it. */
  readonly env: Readonly<Record<string, string>>
  stop(): Promise<void>
}

/** WeChat's side of a login: every code belongs to a user of its own. */
export async function startFakeWeChat(): Promise<FakeWeChat> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://wechat')
    const code = searchParams.get('js_code') ?? ''
    const answer =
      pathname === '/sns/jscode2session' && code !== ''
        ? { openid: `openid-of-${code}`, session_key: 'key' }
        : { errcode: 40029, errmsg: 'invalid code' }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe
  return {
    env: {
      WECHAT_APPID: 'wx0000000000000000',
      WECHAT_SECRET: 'only-the-fake-knows-it',
      WECHAT_API_BASE: `http://127.0.0.1:${port}`,
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
