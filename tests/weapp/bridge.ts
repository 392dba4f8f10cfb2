import { isAnyArrayBuffer } from 'node:util/types'

export interface WxRequest {
  readonly url: string
  readonly method?: string
  readonly header?: Readonly<Record<string, string>>
  readonly data?: unknown
  readonly timeout?: number
}

export interface WxAnswer {
  readonly statusCode: number
  readonly header: Readonly<Record<string, string>>
  /** As it came: what becomes of it is up to whoever asked. */
  readonly body: Buffer
}

export interface Bridge {
  /** @throws Error when nothing answered, with WeChat's words for it */
  request(request: WxRequest): Promise<WxAnswer>
}

/** Takes what the mini-program asks of its build-time address to the service that runs now. */
export function createBridge(origin: string): Bridge {
  async function request({ url, method = 'GET', header = {}, data, timeout = 60_000 }: WxRequest): Promise<WxAnswer> {
    const { pathname, search } = new URL(url)
    const body = bodyOf(data)
    const answer = await fetch(`${origin}${pathname}${search}`, {
      method,
      headers: { ...header },
      redirect: 'follow',
      signal: AbortSignal.timeout(timeout),
      ...(body === undefined || method === 'GET' ? {} : { body }),
    }).catch((error: unknown) => {
      const isTimeout = error instanceof Error && error.name === 'TimeoutError'
      throw new Error(isTimeout ? 'timeout' : 'connect refused')
    })
    return {
      statusCode: answer.status,
      header: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    }
  }

  return { request }
}

/** WeChat sends strings and bytes as they are and everything else as JSON. */
function bodyOf(data: unknown): string | Uint8Array<ArrayBuffer> | undefined {
  if (data === undefined || data === null) return undefined
  if (typeof data === 'string') return data
  // the bytes belong to the mini-program's own world, where ArrayBuffer is another one
  if (isAnyArrayBuffer(data)) return Uint8Array.from(new Uint8Array(data))
  return JSON.stringify(data)
}
