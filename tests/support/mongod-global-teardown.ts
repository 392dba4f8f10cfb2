import { rm } from 'node:fs/promises'
import './mongod-global-setup'

/** Stops the mongod of this run and removes what it stored. */
export default async function stopTestDatabase(): Promise<void> {
  await globalThis.testDatabase?.mongod.stop()
  if (globalThis.testDatabase !== undefined) {
    await rm(globalThis.testDatabase.dataDir, { recursive: true, force: true })
  }
}
