import { randomUUID } from 'node:crypto'
import { createLoad, percentiles, type Shot } from './load'

interface Crowd {
  readonly origin: string
  readonly tokens: readonly string[]
  /** A ready booking for each of the tokens. */
  readonly bookingIds: readonly string[]
}

/** What became of a crowd that wanted the same slots. */
export interface Rush {
  readonly slots: number
  readonly places: number
  readonly statuses: Readonly<Record<string, number>>
  /** Of the slots afterwards: those with more taken than there is room for. */
  readonly oversold: number
  readonly taken: number
  readonly totalMs: number
  readonly p50Ms: number
  readonly p99Ms: number
}

interface Slot {
  readonly startsAt: string
  readonly capacity: number
  readonly taken: number
}

const slotCount = 200
/** Sockets; each reader waits for one no longer than the answers before it take. */
const connections = 500

/** Every reader wants a place in one of two hundred slots, all at once: ten for each. */
export async function rushForSlots({ origin, tokens, bookingIds }: Crowd): Promise<Rush> {
  const load = createLoad(origin, connections)
  const read = async () => {
    const days = [1, 2].map((ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10))
    const answers = await Promise.all(
      days.map((day) => load.shoot({ method: 'GET', path: `/api/pickup-points/desk/slots?day=${day}` })),
    )
    return answers.flatMap(({ body }) => (JSON.parse(body()) as { items: Slot[] }).items).slice(0, slotCount)
  }
  const slots = await read()
  const latencies: number[] = []
  const statuses: Record<string, number> = {}
  const startedAt = performance.now()
  await Promise.all(
    tokens.map(async (token, n) => {
      const { status } = await load.shoot(
        visitShot(token, slots[n % slots.length]?.startsAt ?? '', bookingIds[n] ?? ''),
      )
      latencies.push(performance.now() - startedAt)
      statuses[status] = (statuses[status] ?? 0) + 1
    }),
  )
  const totalMs = performance.now() - startedAt
  const after = await read()
  load.close()
  const { p50Ms, p99Ms } = percentiles(latencies)
  return {
    slots: slots.length,
    places: slots.reduce((sum, { capacity }) => sum + capacity, 0),
    statuses,
    oversold: after.filter(({ taken, capacity }) => taken > capacity).length,
    taken: after.reduce((sum, { taken }) => sum + taken, 0),
    totalMs,
    p50Ms,
    p99Ms,
  }
}

function visitShot(token: string, startsAt: string, bookingId: string): Shot {
  return {
    method: 'POST',
    path: '/api/visits',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({ pickupPointId: 'desk', startsAt, bookingIds: [bookingId] }),
  }
}
