import { getSession } from './session'

/** Whether this phone can read a stream: WeChat has neither `fetch` nor streams, so screens ask again and again there. */
export const canStream =
  process.env.TARO_ENV === 'h5' && typeof fetch === 'function' && typeof ReadableStream !== 'undefined'

const firstPauseMs = 1000
const longestPauseMs = 15_000

/**
 * Listens to the library's server-sent events, read by `fetch` so that the token stays in the header (EventSource could
 * not send one). Comes back by itself when the stream ends. `onEvent` is also told, without an event, whenever the stream
 * has just opened: what happened before may have been missed. @returns a function that ends it
 */
export function listenTo(path: string, onEvent: () => void): () => void {
  const aborting = new AbortController()
  let pauseMs = firstPauseMs

  async function listen(): Promise<void> {
    while (!aborting.signal.aborted) {
      try {
        await readOnce(path, aborting.signal, () => {
          pauseMs = firstPauseMs
          onEvent()
        })
      } catch {
        // no network, or the library is restarting: tried again below
      }
      await pause(pauseMs, aborting.signal)
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
    }
  }

  void listen()
  return () => {
    aborting.abort()
  }
}

async function readOnce(path: string, signal: AbortSignal, onEvent: () => void): Promise<void> {
  const token = getSession()?.token
  const answer = await fetch(`${RENTU_API_BASE}/api${path}`, {
    signal,
    headers: { Accept: 'text/event-stream', ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }) },
  })
  const reader = answer.ok ? answer.body?.getReader() : undefined
  if (reader === undefined) return
  onEvent()
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    text += decoder.decode(value, { stream: true })
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    // a comment is a heartbeat
    if (blocks.some((block) => /^event:/m.test(block))) onEvent()
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
