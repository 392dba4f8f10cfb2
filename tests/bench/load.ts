import { connect, type Socket } from 'node:net'

export interface Shot {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Answer {
  readonly status: number
  readonly body: () => string
}

export interface Figures {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly maxMs: number
  readonly statuses: Readonly<Record<string, number>>
}

/**
 * Keep-alive connections to a server on loopback; bounded in number, closed by `close`. Bare sockets, because an HTTP
 * client costs more than the service that it asks: on two cores it would be measuring itself.
 */
export function createLoad(origin: string, connections: number) {
  const { hostname, port } = new URL(origin)
  const idle: Connection[] = []
  const open = new Set<Connection>()
  const waiting: ((connection: Connection) => void)[] = []

  function acquire(): Connection | Promise<Connection> {
    const free = idle.pop()
    if (free) return free
    if (open.size >= connections) return new Promise((resolve) => waiting.push(resolve))
    const made = createConnection(connect({ host: hostname, port: Number(port), noDelay: true }))
    open.add(made)
    return made
  }

  function release(connection: Connection): void {
    const next = waiting.shift()
    if (next) next(connection)
    else idle.push(connection)
  }

  async function shoot(shot: Shot): Promise<Answer> {
    const connection = await acquire()
    const answer = await connection.ask(requestOf(shot, hostname))
    release(connection)
    return answer
  }

  /** Fires `next()` from every connection without pause for `forMs`. */
  async function sustain(next: () => Shot, forMs: number): Promise<Figures> {
    return measure(connections, forMs, async () => String((await shoot(next())).status))
  }

  return {
    shoot,
    sustain,
    close: () => {
      for (const connection of open) connection.close()
    },
  }
}

function requestOf({ method, path, headers = {}, body = '' }: Shot, host: string): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const length = method === 'GET' ? '' : `content-length: ${String(Buffer.byteLength(body))}\r\n`
  return `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n${lines.join('')}${length}\r\n${body}`
}

type Connection = ReturnType<typeof createConnection>

/** One question at a time. Every answer of ours tells its length. */
function createConnection(socket: Socket) {
  let pending: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | null = null
  let received: Buffer[] = []
  let missing = -1

  socket.on('data', (chunk) => {
    received.push(chunk)
    if (missing < 0) missing = missingOf(received)
    else missing -= chunk.length
    if (missing === 0) finish()
  })
  socket.on('error', fail)
  socket.on('close', () => {
    fail(new Error('the service has closed the connection'))
  })

  function finish(): void {
    const answer = answerOf(Buffer.concat(received))
    received = []
    missing = -1
    pending?.resolve(answer)
    pending = null
  }

  function fail(error: Error): void {
    pending?.reject(error)
    pending = null
  }

  return {
    ask: (request: string) =>
      new Promise<Answer>((resolve, reject) => {
        pending = { resolve, reject }
        socket.write(request)
      }),
    close: () => {
      socket.destroy()
    },
  }
}

const endOfHead = '\r\n\r\n'

/** Bytes that are still to come; -1 while not even the head is complete. */
function missingOf(received: readonly Buffer[]): number {
  const bytes = received.length === 1 && received[0] ? received[0] : Buffer.concat(received)
  const end = bytes.indexOf(endOfHead)
  if (end < 0) return -1
  const [, length] = /content-length: *(\d+)/i.exec(bytes.toString('latin1', 0, end)) ?? []
  return end + endOfHead.length + Number(length ?? 0) - bytes.length
}

function answerOf(bytes: Buffer): Answer {
  const start = bytes.indexOf(endOfHead) + endOfHead.length
  return { status: Number(bytes.toString('latin1', 9, 12)), body: () => bytes.toString('utf8', start) }
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
