import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Passed {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly contentType: string
  readonly encoding: string
  /** Of the body, as it went over the network. */
  readonly bytes: number
}

/** The network between one browser and the service, in the hand of the test. */
export interface Wire {
  readonly origin: string
  readonly passed: readonly Passed[]
  forget(): void
  cut(): void
  mend(): void
  /** From now on such requests reach the service, but their answers are lost on the way; `undefined` mends that. */
  loseAnswers(isLost: ((method: string, path: string) => boolean) | undefined): void
  /** What the browser says it takes, as an old one would: `gzip`. */
  accept(encoding: string | undefined): void
  stop(): Promise<void>
}

/** Switching a browser to "offline" leaves its service worker online; this cuts the cable for both. */
export async function createWire(target: string): Promise<Wire> {
  const passed: Passed[] = []
  let isCut = false
  let isLost: ((method: string, path: string) => boolean) | undefined
  let encoding: string | undefined
  const { hostname, port, host } = new URL(target)

  const server = http.createServer((request, response) => {
    if (isCut) {
      request.socket.destroy()
      return
    }
    const method = request.method ?? 'GET'
    const path = request.url ?? '/'
    const headers = { ...request.headers, host, ...(encoding === undefined ? {} : { 'accept-encoding': encoding }) }
    const onward = http.request({ hostname, port, method, path, headers }, (answer) => {
      if (isCut || isLost?.(method, path) === true) {
        answer.resume()
        answer.on('end', () => request.socket.destroy())
        return
      }
      let bytes = 0
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length))
      answer.on('end', () => {
        passed.push({
          method,
          path,
          status: answer.statusCode ?? 0,
          contentType: answer.headers['content-type'] ?? '',
          encoding: answer.headers['content-encoding'] ?? 'identity',
          bytes,
        })
      })
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => request.socket.destroy())
    request.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: ownPort } = server.address() as AddressInfo // it listens on a port, not on a pipe

  return {
    origin: `http://127.0.0.1:${ownPort}`,
    passed,
    forget: () => passed.splice(0),
    cut() {
      isCut = true
      server.closeAllConnections()
    },
    mend() {
      isCut = false
    },
    loseAnswers(next) {
      isLost = next
    },
    accept(next) {
      encoding = next
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
