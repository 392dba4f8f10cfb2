import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ReportLine } from '../../bff/features/catalogue-import/import-report.presenter'
import { createRandom, type Random } from '../bench/random'
import { until, type Promises } from '../support/promises'
import { startService, type RunningService } from '../support/running-service'
import { commonWord, firstFile, secondFile, type ImportFile } from './import-file'

const records = 6000
/** What is killed while the import is at work, one after the other. */
const victims = ['import', 'import', 'database', 'import', 'import'] as const

interface Scene {
  readonly service: RunningService
  readonly file: ImportFile
  readonly at: string
  readonly random: Random
}

type Totals = Readonly<Record<'read' | 'created' | 'updated' | 'unchanged' | 'deleted' | 'failed', number>>

/**
 * An import, and the database under it, are killed at random moments while the service is running. Started again until it
 * ends, everything is in that could be taken, once, and can be found; the report has the rest, once.
 */
export async function killImports(promises: Promises, seed: number): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'rentu-crash-import-'))
  const service = await startService({ withApp: false, dataDir })
  const story = promises.story()
  try {
    const scene = await prepare(service, { dataDir, seed })
    let kills = 0
    for (const victim of victims) {
      await story(`the ${victim} is killed in the middle of an import`, async () => {
        if (await importUntilKilled(scene, victim)) kills += 1
      })
    }
    await story('started again, the import goes on and ends', () => endImport(scene, kills))
    await story('the report has each record that could not be taken, once, and so has the file of rejects', () =>
      checkReport(scene),
    )
    await story('every other record is in: importing the file again changes nothing', () => importAgain(scene))
    await story('all of it is found with its copies, and what was deleted is not', () => findAll(scene))
    await story('every invariant holds', async () => {
      const { isSound, output } = await service.verify()
      assert.ok(isSound, output)
    })
  } finally {
    await service.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function prepare(service: RunningService, { dataDir, seed }: { dataDir: string; seed: number }): Promise<Scene> {
  const { facets } = await searchFor(service, '')
  const branchId = facets.branch[0]?.value ?? ''
  const first = path.join(dataDir, 'first.mrc')
  await writeFile(first, firstFile(branchId))
  const { code, totals } = await runImport(service, first)
  assert.deepEqual([code, totals?.created], [0, 600])
  const file = secondFile(branchId, { count: records, seed })
  const at = path.join(dataDir, 'second.mrc')
  await writeFile(at, file.bytes)
  return { service, file, at, random: createRandom(seed) }
}

/** @returns whether it was killed before it had ended */
async function importUntilKilled({ service, at, random }: Scene, victim: (typeof victims)[number]): Promise<boolean> {
  const command = startImport(service, at)
  const end = command.ended
  await until(() => (command.said().includes(`${at}:`) ? true : undefined), { what: 'the import', withinMs: 90_000 })
  await sleep(random.below(1500))
  if (victim === 'import') command.kill()
  else await service.killDatabase()
  const { code } = await end
  await until(async () => (await isReady(service)) || undefined, { what: 'the service', withinMs: 60_000 })
  return code !== 0
}

async function isReady({ origin }: RunningService): Promise<boolean> {
  const answer = await fetch(`${origin}/api/health/ready`).catch(() => null)
  return answer?.ok === true
}

function startImport(service: RunningService, at: string) {
  return service.command('import', [at, '--rejects', `${at}.rejects`])
}

async function runImport(service: RunningService, at: string) {
  const command = startImport(service, at)
  const { code, stdout } = await command.ended
  const line = stdout.trimEnd().split('\n').at(-1) ?? ''
  // the last line, as the command promises
  return { code, said: command.said(), totals: line === '' ? null : (JSON.parse(line) as Totals) }
}

async function endImport({ service, file, at }: Scene, kills: number): Promise<void> {
  const { code, said, totals } = await runImport(service, at)
  assert.ok(kills >= 2, `only ${kills} imports were killed before they had ended`)
  assert.equal(code, 0, said)
  const { good, badOffsets, deletions } = file
  assert.equal(totals?.read, good.length + badOffsets.length + deletions)
  assert.equal(totals.failed, badOffsets.length)
}

async function checkReport({ file, at }: Scene): Promise<void> {
  const lines = (await readFile(`${at}.report.jsonl`, 'utf8')).trimEnd().split('\n')
  // as the command writes them
  const offsets = lines.map((line) => (JSON.parse(line) as ReportLine).offset)
  assert.deepEqual(
    offsets.sort((a, b) => a - b),
    file.badOffsets,
  )
  assert.deepEqual(await readFile(`${at}.rejects`), file.rejects)
}

async function importAgain({ service, file, at }: Scene): Promise<void> {
  const { totals } = await runImport(service, at)
  const { good, badOffsets, deletions } = file
  const nothing = { created: 0, updated: 0, deleted: 0 }
  const failed = badOffsets.length
  const unchanged = good.length + deletions
  assert.deepEqual(totals, { read: unchanged + failed, ...nothing, unchanged, failed })
}

interface Answer {
  readonly total: number
  readonly items: readonly { readonly title: string; readonly availability: { readonly copies: number } }[]
  readonly facets: { readonly branch: readonly { readonly value: string }[] }
}

async function searchFor({ origin }: RunningService, q: string): Promise<Answer> {
  const answer = await fetch(`${origin}/api/titles?q=${encodeURIComponent(q)}&size=20`)
  return (await answer.json()) as Answer // as the contract says
}

async function findAll({ service, file, random }: Scene): Promise<void> {
  const changedOrNew = new Set(file.good.map(({ id }) => id))
  const untouched = Array.from({ length: 300 }, (_, n) => `u${n}`).filter((id) => !changedOrNew.has(id))
  const expected = changedOrNew.size + untouched.length + 300 - file.deletions
  await until(async () => (await searchFor(service, commonWord)).total === expected || undefined, {
    what: `${expected} titles`,
  })
  for (let looked = 0; looked < 40; looked++) {
    const { title, copies } = random.pick(file.good)
    const { items } = await searchFor(service, `"${title}"`)
    const found = items.find((item) => item.title === title)
    assert.deepEqual([title, found?.availability.copies], [title, copies])
  }
}
