import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { until, type Promises } from '../support/promises'
import { startService, type RunningService } from '../support/running-service'
import { createTaps, meetPeople, sendTap, type Acknowledged, type People, type Tap } from './taps'

const loops = 12
const victims = ['service', 'database', 'service', 'database', 'service'] as const

interface Library {
  service: RunningService
  readonly people: People
  readonly taps: ReturnType<typeof createTaps>
  readonly acknowledged: Acknowledged[]
}

/**
 * The service and its database are killed at random points of bookings, scans and hand-overs. Afterwards everything that
 * was acknowledged is still so, what was not can be asked again without a second effect, and the library is sound.
 */
export async function killCirculation(promises: Promises, seed: number): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'rentu-crash-'))
  const service = await startService({ withApp: false, dataDir })
  const people = await meetPeople(service.origin)
  const library: Library = { service, people, taps: createTaps(people, seed), acknowledged: [] }
  try {
    for (const [index, victim] of victims.entries()) {
      let unanswered: readonly Tap[] = []
      await promises.keep(
        `${index + 1}. the ${victim} is killed in the middle, and the library opens again`,
        async () => {
          unanswered = await workUntilKilled(library, victim)
          library.service = await reopen(library.service, victim, dataDir)
        },
      )
      await promises.keep('   what was not answered can be asked again', () => askAgain(library, unanswered))
      await promises.keep('   what was acknowledged is still so', () => holdToIts(library))
      await promises.keep('   every invariant holds', async () => {
        const { isSound, output } = await library.service.verify()
        assert.ok(isSound, output)
      })
    }
    const kinds = new Set(library.acknowledged.map(({ tap }) => tap.operation))
    await promises.keep(`all kinds of taps were acknowledged: ${library.acknowledged.length} in all`, () => {
      assert.ok(kinds.size >= 5 && library.acknowledged.length > 200, [...kinds].join())
    })
  } finally {
    await library.service.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Taps from all sides; at a moment of the lot's choice the victim is killed. @returns the taps without an answer */
async function workUntilKilled(library: Library, victim: (typeof victims)[number]): Promise<Tap[]> {
  const { service, people, taps, acknowledged } = library
  const unanswered: Tap[] = []
  const killAfter = acknowledged.length + 60 + taps.below(60)
  let killing: Promise<void> | null = null
  const work = async () => {
    while (!killing) {
      const tap = taps.next()
      const answer = await sendTap(service.origin, people, tap)
      if (!answer) {
        unanswered.push(tap)
        continue
      }
      acknowledged.push(answer)
      taps.learn(answer)
      if (acknowledged.length >= killAfter) killing ??= victim === 'service' ? service.kill() : service.killDatabase()
    }
    await killing
  }
  await Promise.all(Array.from({ length: loops }, work))
  return unanswered
}

async function reopen(before: RunningService, victim: string, dataDir: string): Promise<RunningService> {
  const service = victim === 'service' ? await startService({ withApp: false, dataDir }) : before
  await until(async () => (await isReady(service)) || undefined, { what: 'the service', withinMs: 60_000 })
  return service
}

async function isReady({ origin }: RunningService): Promise<boolean> {
  const answer = await fetch(`${origin}/api/health/ready`).catch(() => null)
  return answer?.ok === true
}

/** A phone repeats its tap with the same key until it has an answer. */
async function askAgain({ service, people, taps, acknowledged }: Library, unanswered: readonly Tap[]): Promise<void> {
  for (const tap of unanswered) {
    const answer = await until(async () => (await sendTap(service.origin, people, tap)) ?? undefined, {
      what: `an answer to ${tap.operation}`,
    })
    acknowledged.push(answer)
    taps.learn(answer)
  }
}

/** The same tap once more: the answer is the first one, word for word, out of the database. */
async function holdToIts({ service, people, acknowledged }: Library): Promise<void> {
  for (const { tap, status, text } of acknowledged) {
    const again = await sendTap(service.origin, people, tap)
    assert.ok(again, `${tap.operation} is answered`)
    assert.ok(again.isReplayed, `${tap.operation} ${tap.key} was remembered: ${again.text}`)
    assert.equal(again.status, status)
    if (status < 400) assert.equal(again.text, text)
  }
}
