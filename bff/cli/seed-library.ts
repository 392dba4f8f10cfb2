import mongoose from 'mongoose'
import type { App } from '../app'
import { seedDemo } from '../demo/seed'
import { removeGroupCodeImages } from '../demo/seed-groups'
import { isSeedable } from '../demo/seed-mark'
import type { Env } from '../env'
import { systemClock } from '../infra/clock'
import { createIndexes } from '../migrations/indexes'

interface Seeding {
  readonly env: Env
  readonly app: App
  readonly progress: (line: string) => void
}

/**
 * Fills an empty database with the demo library, and anew one whose seeding was cut short; never in production, never
 * beside other data.
 */
export async function seedIfEmpty({ env, app, progress }: Seeding): Promise<boolean> {
  if (env.NODE_ENV === 'production' || !(await isSeedable())) return false
  progress('· demo library')
  await seedDemo({
    now: systemClock.now(),
    zone: env.LIBRARY_TIME_ZONE,
    dataDir: env.DATA_DIR,
    services: app.services,
    progress: (line) => {
      progress(`  ${line}`)
    },
  })
  return true
}

/** Removes the demo library and everything done in it. @throws for any database without the demo mark */
export async function wipeDemo({ app, env }: Pick<Seeding, 'app' | 'env'>): Promise<void> {
  const library = await app.services.library.read()
  if (!library.isDemo && !(await isEmpty())) {
    throw new Error('This database does not carry the demo mark: it is not wiped.')
  }
  await removeGroupCodeImages(env.DATA_DIR)
  await mongoose.connection.dropDatabase()
  await createIndexes()
}

async function isEmpty(): Promise<boolean> {
  const titles = await mongoose.connection.collection('titles').findOne({}, { projection: { _id: 1 } })
  const readers = await mongoose.connection.collection('readers').findOne({}, { projection: { _id: 1 } })
  return titles === null && readers === null
}
