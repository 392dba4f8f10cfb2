import type { Env } from '../env'
import { systemClock } from '../infra/clock'
import { connectMongo, disconnectMongo } from '../infra/mongo'
import { startMongod } from '../infra/mongod/start-mongod'
import { changeData } from '../migrations/data-changes'
import { createIndexes } from '../migrations/indexes'

type Progress = (line: string) => void

export interface Database {
  /** Where the data lies, for people. */
  readonly place: string
  close(): Promise<void>
}

/** Connects to one's own replica set, or to the embedded database of DATA_DIR (adopted if it runs already). */
export async function openDatabase(env: Env, progress: Progress): Promise<Database> {
  const embedded =
    env.MONGODB_URI === undefined
      ? await startMongod({ dataDir: env.DATA_DIR, progress, cacheSizeGb: env.MONGODB_CACHE_GB })
      : null
  try {
    await connectMongo(databaseUri(embedded?.uri ?? env.MONGODB_URI ?? ''))
    await createIndexes()
    await changeData({ clock: systemClock, zone: env.LIBRARY_TIME_ZONE })
  } catch (error) {
    await disconnectMongo()
    await embedded?.stop()
    throw error
  }
  return {
    place: embedded ? `${env.DATA_DIR}/mongodb (MongoDB ${embedded.version})` : 'MONGODB_URI',
    close: async () => {
      await disconnectMongo()
      await embedded?.stop()
    },
  }
}

/** The database is `rentu` where the address names none. */
function databaseUri(uri: string): string {
  const url = new URL(uri)
  if (url.pathname === '' || url.pathname === '/') url.pathname = '/rentu'
  return url.toString()
}
