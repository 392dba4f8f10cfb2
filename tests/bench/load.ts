import http from 'node:http'

export interface Shot {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Answer {
  readonly status: number
  readonly body: string
}

export interface Figures {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly maxMs: number
  readonly statuses: Readonly<Record<string, number>>
}

/** Keep-alive connections to a server on loopback; bounded in number, closed by `close`. */
export function createLoad(origin: string, connections: number) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  const { hostname, port } = new URL(origin)

  function shoot(shot: Shot): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = http.request(
        { agent, hostname, port, method: shot.method, path: shot.path, headers: shot.headers },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') })
          })
          response.on('error', reject)
        },
      )
      request.on('error', reject)
      request.end(shot.body)
    })
  }

  /** Fires `next()` from every connection without pause for `forMs`. */
  async function sustain(next: () => Shot, forMs: number): Promise<Figures> {
    return measure(connections, forMs, async () => String((await shoot(next())).status))
  }

  return {
    shoot,
    sustain,
    close: () => {
      agent.destroy()
    },
  }
}

/** Runs `work` in so many loops for a while; it answers a word to count by. */
export async function measure(loops: number, forMs: number, work: () => Promise<string>): Promise<Figures> {
  const latencies: number[] = []
  const statuses: Record<string, number> = {}
  const startedAt = performance.now()
  const endsAt = startedAt + forMs
  await Promise.all(
    Array.from({ length: loops }, async () => {
      while (performance.now() < endsAt) {
        const at = performance.now()
        const status = await work()
        latencies.push(performance.now() - at)
        statuses[status] = (statuses[status] ?? 0) + 1
      }
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  return { perSecond: latencies.length / seconds, statuses, ...percentiles(latencies) }
}

export function percentiles(latencies: number[]): Pick<Figures, 'p50Ms' | 'p99Ms' | 'maxMs'> {
  const sorted = [...latencies].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50Ms: at(0.5), p99Ms: at(0.99), maxMs: sorted.at(-1) ?? 0 }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
