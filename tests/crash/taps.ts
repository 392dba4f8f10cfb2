import { createRandom, type Random } from '../bench/random'
import { send } from '../support/client'

/** One state change with its key: as a phone sends it, and sends it again when no answer came. */
export interface Tap {
  readonly operation: string
  readonly account: string
  readonly key: string
  readonly request: { readonly params?: object; readonly body: object }
}

/** What the library has said to a tap: whoever was told so relies on it. */
export interface Acknowledged {
  readonly tap: Tap
  readonly status: number
  readonly text: string
}

export interface People {
  readonly readers: readonly string[]
  readonly tokens: ReadonlyMap<string, string>
  readonly titleIds: readonly string[]
  readonly points: readonly string[]
}

export const librarian = 'desk.main'

/** Readers, titles and desks of the demo library. */
export async function meetPeople(origin: string): Promise<People> {
  const get = async (path: string): Promise<unknown> => (await fetch(`${origin}/api${path}`)).json()
  // as the contract says
  const accounts = (await get('/session/demo-accounts?limit=40')) as { items: { account: string; role: string }[] }
  const titles = (await get('/titles?available=true&size=50')) as { items: { id: string }[] }
  const points = (await get('/pickup-points')) as { items: { id: string }[] }
  const readers = accounts.items.flatMap(({ account, role }) => (role === 'reader' ? [account] : [])).slice(0, 16)
  const tokens = new Map<string, string>()
  for (const account of [...readers, librarian]) {
    const { response } = await send(origin, null, 'POST /session', { body: { kind: 'demo', account } })
    tokens.set(account, ((await response.json()) as { token: string }).token)
  }
  return { readers, tokens, titleIds: titles.items.map(({ id }) => id), points: points.items.map(({ id }) => id) }
}

/** Sends a tap. Null: nobody knows what became of it. */
export async function sendTap(origin: string, people: People, tap: Tap): Promise<(Acknowledged & Replay) | null> {
  const token = people.tokens.get(tap.account) ?? null
  try {
    const { response } = await send(origin, token, tap.operation, tap.request, { idempotencyKey: tap.key })
    const text = await response.text()
    if (response.status >= 500) return null
    return { tap, status: response.status, text, isReplayed: response.headers.has('Idempotency-Replayed') }
  } catch {
    return null
  }
}

interface Replay {
  readonly isReplayed: boolean
}

/** Bookings, cancellations, scans, hand-overs and check-outs, as they come in at a busy moment. */
export function createTaps(people: People, seed: number) {
  const random = createRandom(seed)
  const barcodes: string[] = []
  const bookings: { readonly id: string; readonly account: string }[] = []
  let made = 0

  /** What an answer told may be used by later taps. */
  function learn({ tap, status, text }: Acknowledged): void {
    if (status !== 201 || tap.operation !== 'POST /bookings') return
    const { id, copy } = JSON.parse(text) as { id: string; copy?: { barcode: string } } // as the contract says
    bookings.push({ id, account: tap.account })
    if (copy) barcodes.push(copy.barcode)
  }

  function next(): Tap {
    made += 1
    const [account, operation, request] = draw()
    return { operation, account, request, key: `tap-${seed}-${made}` }
  }

  function draw(): readonly [string, string, Tap['request']] {
    const lot = random.below(10)
    const barcode = pick(random, barcodes)
    const booking = pick(random, bookings)
    const reader = pick(random, people.readers) ?? ''
    const pickupPointId = pick(random, people.points) ?? ''
    if (lot < 3 && barcode) return [librarian, 'POST /desk/check-in', { body: { barcode, pickupPointId } }]
    if (lot < 5) return [librarian, 'POST /desk/hand-over', { body: { readerNumber: reader, pickupPointId } }]
    if (lot < 6 && barcode) return [librarian, 'POST /desk/check-out', { body: { readerNumber: reader, barcode } }]
    if (lot < 7 && booking)
      return [booking.account, 'POST /bookings/:id/cancel', { params: { id: booking.id }, body: {} }]
    return [reader, 'POST /bookings', { body: { titleId: pick(random, people.titleIds) ?? '', pickupPointId } }]
  }

  return { next, learn, below: random.below }
}

function pick<T>(random: Random, from: readonly T[]): T | undefined {
  return from[random.below(Math.max(1, from.length))]
}
