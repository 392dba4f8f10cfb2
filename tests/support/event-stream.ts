import type { TestApp } from './app'

export interface OpenStream {
  readonly response: Response
  /** The next event, or null when the stream has ended. */
  next(): Promise<{ readonly event: string; readonly data: unknown } | null>
  close(): Promise<void>
}

/** Reads server-sent events as the app does: by `fetch`, with the token in the header. Returns once the first byte is there. */
export async function openStream(test: TestApp, account: string, query = ''): Promise<OpenStream> {
  const aborting = new AbortController()
  const response = await fetch(`${test.origin}/api/desk/stream${query}`, {
    headers: { Authorization: `Bearer ${await test.tokenOf(account)}` },
    signal: aborting.signal,
  })
  const reader = response.body?.getReader()
  if (!reader) throw new Error('no body')
  const decoder = new TextDecoder()
  let text = ''

  async function block(): Promise<string | null> {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const found = text.slice(0, end)
        text = text.slice(end + 2)
        return found
      }
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
      if (done) return null
      text += decoder.decode(value, { stream: true })
    }
  }

  async function next() {
    for (;;) {
      const found = await block()
      if (found === null) return null
      const [, event] = /^event: (.*)$/m.exec(found) ?? []
      const [, data] = /^data: (.*)$/m.exec(found) ?? []
      if (event !== undefined && data !== undefined) return { event, data: JSON.parse(data) as unknown }
    }
  }

  if (response.ok) await block()
  return {
    response,
    next,
    close: async () => {
      aborting.abort()
      await reader.cancel().catch(() => undefined)
    },
  }
}
