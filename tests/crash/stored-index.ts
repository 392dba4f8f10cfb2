import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { createInProcessEngine } from '../../bff/infra/search/in-process-engine'
import { createRandom } from '../bench/random'
import type { Promises } from '../support/promises'
import { apply, batchOf, contentOf } from './index-batches'

/** Killing goes on for so long, and at least so often. */
const forMs = 12_000
const atLeast = 5

/**
 * A process that writes, merges and stores the search index is killed at random moments. What it leaves is always what it
 * had stored last, whole, and whoever reads on from there comes to the same index as one that was never disturbed.
 */
export async function killIndexWriter(promises: Promises, seed: number): Promise<void> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'rentu-crash-index-'))
  const random = createRandom(seed)
  const story = promises.story()
  const whole = createInProcessEngine()
  let place = 0
  let kills = 0

  /** The index that was never disturbed, up to here. */
  async function catchUpTo(number: number): Promise<void> {
    for (; place < number; place++) await apply(whole, batchOf(place + 1))
  }

  try {
    await story('the index that a killed process leaves is the one it stored last, never a damaged one', async () => {
      for (const started = performance.now(); kills < atLeast || performance.now() - started < forMs; kills++) {
        const stored = await writeUntilKilled(directory, random.below(400))
        const engine = createInProcessEngine({ directory })
        const restored = Number((await engine.restore('1')) ?? Number.NaN)
        // what was stored in the last instant may not have been told any more
        assert.ok(restored >= stored, `it said ${stored}, ${restored} was there`)
        await catchUpTo(restored)
        assert.deepEqual(await contentOf(engine), await contentOf(whole), `after kill ${kills + 1}, at ${restored}`)
      }
    })
    await story(`after ${kills} kills and ${place} batches, reading on gives the whole index`, async () => {
      const engine = createInProcessEngine({ directory })
      const restored = Number(await engine.restore('1'))
      for (let number = restored + 1; number <= restored + 40; number++) await apply(engine, batchOf(number))
      await catchUpTo(restored + 40)
      await engine.mark('done')
      const again = createInProcessEngine({ directory })
      assert.equal(await again.restore('1'), 'done')
      const expected = await contentOf(whole)
      assert.deepEqual(await contentOf(engine), expected)
      assert.deepEqual(await contentOf(again), expected)
    })
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** @returns what the process said that it had stored last */
async function writeUntilKilled(directory: string, delayMs: number): Promise<number> {
  const writer = path.join(import.meta.dirname, 'index-writer.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', writer, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  const begun = new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the writer ended by itself with ${String(code)}`)))
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      resolve()
    })
  })
  await begun
  await sleep(delayMs)
  child.kill('SIGKILL')
  await once(child, 'close')
  return Number(said.trimEnd().split('\n').at(-1))
}
