import { mkdir, readFile, realpath, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

/** Where the embedded database of one DATA_DIR keeps its things. */
export interface MongodPlace {
  readonly dbPath: string
  readonly recordFile: string
  readonly lockFile: string
  readonly logFile: string
}

const recordSchema = z.object({
  /** The version that last opened the data. */
  version: z.string(),
  port: z.number().int(),
  pid: z.number().int().nullable(),
  /** The processes that need the database; the last one to leave stops it. */
  users: z.array(z.number().int()),
})

/** What is remembered beside the data, also while nothing runs. */
export type MongodRecord = z.infer<typeof recordSchema>

/** Makes the directories and names the files. The path is the real one, for a mongod is recognised by it. */
export async function openPlace(dataDir: string): Promise<MongodPlace> {
  await mkdir(path.join(dataDir, 'mongodb'), { recursive: true })
  const root = await realpath(dataDir)
  return {
    dbPath: path.join(root, 'mongodb'),
    recordFile: path.join(root, 'mongod.json'),
    lockFile: path.join(root, 'mongod.starting'),
    logFile: path.join(root, 'mongod.log'),
  }
}

/** Null when the data is new, or the record was lost: then the data decides whether the mongod found can open it. */
export async function readRecord(place: MongodPlace): Promise<MongodRecord | null> {
  const text = await readFile(place.recordFile, 'utf8').catch(() => null)
  if (text === null) return null
  try {
    return recordSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Written whole or not at all, so that a crash never leaves half a record. */
export async function writeRecord(place: MongodPlace, record: MongodRecord): Promise<void> {
  const unfinished = `${place.recordFile}.${process.pid}`
  await writeFile(unfinished, `${JSON.stringify(record)}\n`)
  await rename(unfinished, place.recordFile)
}
