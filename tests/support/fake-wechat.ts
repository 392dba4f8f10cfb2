import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Answer = 'hangs' | { readonly status?: number; readonly type?: string; readonly body: string }

export interface FakeWeChat {
  readonly apiBase: string
  /** What the service has to be told to ask it. */
  readonly env: Readonly<Record<string, string>>
  /** The queries it was asked with, oldest first. */
  readonly asked: readonly Readonly<Record<string, string>>[]
  /** What it answers from now on; without this, the openid is `openid-of-<code>`. */
  answer(with_: Answer | null): void
  stop(): Promise<void>
}

/** WeChat's side of a login, every code a user of its own. `jscode2session` as WeChat serves it: always status 200, JSON marked as text, an `errcode` for a refusal. */
export async function startFakeWeChat(): Promise<FakeWeChat> {
  const asked: Record<string, string>[] = []
  let next: Answer | null = null
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://wechat')
    const query = Object.fromEntries(url.searchParams)
    asked.push({ ...query, path: url.pathname })
    const usual = { body: JSON.stringify({ openid: `openid-of-${query['js_code'] ?? ''}`, session_key: 'secret' }) }
    reply(response, next ?? usual)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe
  const apiBase = `http://127.0.0.1:${port}`
  return {
    apiBase,
    env: {
      WECHAT_APPID: 'wx0000000000000000',
      WECHAT_SECRET: 'only-the-fake-knows-it',
      WECHAT_API_BASE: apiBase,
    },
    asked,
    answer: (with_) => {
      next = with_
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function reply(response: ServerResponse, answer: Answer): void {
  if (answer === 'hangs') return
  response.writeHead(answer.status ?? 200, { 'Content-Type': answer.type ?? 'text/plain' })
  response.end(answer.body)
}
