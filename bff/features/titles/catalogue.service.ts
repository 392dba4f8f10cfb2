import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { CatalogueQuery, IndexRecord, SearchEngine } from '../../infra/search/engine'
import type { TitleRecord } from './titles.model'
import type { AvailabilityService, TitleHoldings } from './availability.service'
import { readyCardOf } from './search-answer.presenter'
import type { TitlesService } from './titles.service'

interface Deps {
  readonly engine: SearchEngine
  readonly titles: TitlesService
  readonly availability: AvailabilityService
}

const batchSize = 1000

/** Of a whole catalogue, or of those titles that moved last; the records of others are written once more than needed. */
const mostRemembered = 200_000

export type CatalogueService = ReturnType<typeof createCatalogueService>

/**
 * The catalogue as it is searched: an engine beside the database, fed from it. Records and availability follow the
 * database within a second (see jobs/search-feed); the booking itself is guarded by the database.
 */
export function createCatalogueService(deps: Deps) {
  const { engine } = deps
  let isBuilt = false
  /** Raised by all that may change what is found. */
  let revision = 0
  /** A checksum of what the engine's records have of the copies of titles; those written last stand at the end. */
  const ofCopies = new Map<string, number>()

  /** Reads the whole catalogue into the engine; what it had besides goes. @returns the number of titles */
  async function build(progress: (done: number) => void = () => undefined): Promise<number> {
    const ids = new Set<string>()
    ofCopies.clear()
    for await (const titles of deps.titles.readAll(batchSize)) {
      await index(titles)
      for (const { _id } of titles) ids.add(_id)
      progress(ids.size)
    }
    await engine.keepOnly(ids)
    revision++
    isBuilt = true
    return ids.size
  }

  /** Goes on with what the engine has stored. @returns the place in the changes it has come to; null: `build` it */
  async function restore(): Promise<string | null> {
    const place = await engine.restore(await versionOfRecords())
    isBuilt = place !== null
    return place
  }

  /** The catalogue itself, and how its records look in the engine: an index of another one is of no use. */
  async function versionOfRecords(): Promise<string> {
    const probe = JSON.stringify([await deps.titles.identity(), indexRecordOf(probeTitle, undefined)])
    return createHash('sha256').update(probe).digest('base64url')
  }

  /** Brings titles up to date that were added, changed or taken out. */
  async function refreshTitles(ids: readonly string[]): Promise<void> {
    const holdings = await index(await deps.titles.references(ids))
    await engine.remove(ids.filter((id) => !holdings.has(id)))
    revision++
  }

  /**
   * Brings titles up to date whose copies or queue have moved. A loan changes figures only; where a copy was added or lost,
   * or stands elsewhere, the record is written anew, since branches and call numbers are found by it.
   */
  async function refreshAvailability(ids: readonly string[]): Promise<void> {
    const holdings = await deps.availability.of(ids)
    await engine.setAvailability([...holdings.values()])
    revision++
    const differing = [...holdings].filter(([id, each]) => ofCopies.get(id) !== checksumOfCopies(each))
    if (differing.length > 0) await refreshTitles(differing.map(([id]) => id))
  }

  async function index(titles: readonly TitleRecord[]): Promise<ReadonlyMap<string, TitleHoldings>> {
    const holdings = await deps.availability.of(titles.map(({ _id }) => _id))
    await engine.setAvailability([...holdings.values()])
    await engine.put(titles.map((title) => indexRecordOf(title, holdings.get(title._id))))
    revision++
    remember(holdings)
    return holdings
  }

  function remember(holdings: ReadonlyMap<string, TitleHoldings>): void {
    for (const [id, each] of holdings) {
      ofCopies.delete(id)
      ofCopies.set(id, checksumOfCopies(each))
      const [oldest] = ofCopies.size > mostRemembered ? ofCopies.keys() : []
      if (oldest !== undefined) ofCopies.delete(oldest)
    }
  }

  async function state(): Promise<'ok' | 'building' | 'away'> {
    if (!(await engine.isUsable())) return 'away'
    return isBuilt ? 'ok' : 'building'
  }

  function search(query: CatalogueQuery) {
    return engine.search(query)
  }

  return {
    build,
    restore,
    mark: (place: string) => engine.mark(place),
    refreshTitles,
    refreshAvailability,
    search,
    suggest: (prefix: string, limit: number) => engine.suggest(prefix, limit),
    state,
    /** Another number than before: what was found then may not be what is found now. */
    revision: () => revision,
    size: () => engine.size(),
  }
}

/** Of what a record has of the copies of its title. */
function checksumOfCopies({ branches, callNumbers }: TitleHoldings): number {
  return crc32(JSON.stringify([[...branches].sort(), [...callNumbers].sort()]))
}

/** With something in every field. */
const probeTitle: TitleRecord = {
  ...{ _id: 'probe', title: '题名', subtitle: '副题名', edition: '第1版', parts: ['上册'], place: '北京', year: 2000 },
  contributors: [{ name: '著者', role: 'author' }],
  ...{ publisher: '出版社', pages: '1页', series: '丛书', originalTitle: 'Title', isbns: ['9787302147510'] },
  ...{ language: 'chi', class: 'TP311.12', form: 'book', subjects: ['主题'], summary: '提要', electronic: [] },
  ...{ popularity: 1, source: 'demo', addedAt: new Date(0), updatedAt: new Date(0) },
}

function indexRecordOf(title: TitleRecord, holdings: TitleHoldings | undefined): IndexRecord {
  return {
    id: title._id,
    title: title.title,
    subtitle: title.subtitle ?? undefined,
    edition: title.edition ?? undefined,
    parallelTitles: [...(title.originalTitle === null ? [] : [title.originalTitle]), ...(title.otherTitles ?? [])],
    authors: title.contributors.map(({ name }) => name),
    publisher: title.publisher ?? undefined,
    series: title.series ?? undefined,
    subjects: title.subjects,
    isbns: title.isbns,
    callNumbers: holdings?.callNumbers ?? [],
    class: title.class ?? undefined,
    language: title.language,
    form: title.form,
    year: title.year ?? undefined,
    branches: holdings?.branches ?? [],
    popularity: title.popularity,
    summary: readyCardOf(title),
  }
}
