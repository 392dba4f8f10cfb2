import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { type RunningMongod, startMongod } from '../../bff/infra/mongod/start-mongod'

/** What the teardown takes down again; both run in jest's own process. */
export interface TestDatabase {
  readonly mongod: RunningMongod
  readonly dataDir: string
}

declare global {
  var testDatabase: TestDatabase | undefined
}

/**
 * One real mongod for all test files of the run, with nothing of an earlier run in it. A file connects to
 * `process.env.TEST_MONGODB_URI` with a database name of its own and shares nothing with the others.
 */
export default async function startTestDatabase(): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'rentu-test-'))
  const mongod = await startMongod({ dataDir, progress: (line) => process.stderr.write(`${line}\n`) })
  globalThis.testDatabase = { mongod, dataDir }
  process.env.TEST_MONGODB_URI = mongod.uri
}
