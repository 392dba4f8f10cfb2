import type { CatalogueQuery, IndexRecord, SearchEngine } from '../../infra/search/engine'
import type { TitleRecord } from './titles.model'
import type { AvailabilityService, TitleHoldings } from './availability.service'
import { readyCardOf, type ReadyCard } from './search-answer.presenter'
import type { TitlesService } from './titles.service'

interface Deps {
  readonly engine: SearchEngine<ReadyCard>
  readonly titles: TitlesService
  readonly availability: AvailabilityService
}

const batchSize = 1000

export type CatalogueService = ReturnType<typeof createCatalogueService>

/**
 * The catalogue as it is searched: an engine beside the database, fed from it. Records and availability follow the
 * database within a second (see jobs/search-feed); the booking itself is guarded by the database.
 */
export function createCatalogueService(deps: Deps) {
  const { engine } = deps
  let isBuilt = false

  /** Reads the whole catalogue into the engine. @returns the number of titles */
  async function build(progress: (done: number) => void = () => undefined): Promise<number> {
    let done = 0
    for await (const titles of deps.titles.readAll(batchSize)) {
      await index(titles)
      done += titles.length
      progress(done)
    }
    isBuilt = true
    return done
  }

  /** Brings titles up to date that were added, changed or taken out. */
  async function refreshTitles(ids: readonly string[]): Promise<void> {
    const titles = await deps.titles.references(ids)
    await index(titles)
    const found = new Set(titles.map(({ _id }) => _id))
    await engine.remove(ids.filter((id) => !found.has(id)))
  }

  async function refreshAvailability(ids: readonly string[]): Promise<void> {
    const holdings = await deps.availability.of(ids)
    await engine.setAvailability([...holdings.values()])
  }

  async function index(titles: readonly TitleRecord[]): Promise<void> {
    const holdings = await deps.availability.of(titles.map(({ _id }) => _id))
    await engine.setAvailability([...holdings.values()])
    await engine.put(titles.map((title) => indexRecordOf(title, holdings.get(title._id))))
  }

  function search(query: CatalogueQuery) {
    return engine.search(query)
  }

  return {
    build,
    refreshTitles,
    refreshAvailability,
    search,
    suggest: (prefix: string, limit: number) => engine.suggest(prefix, limit),
    isReady: () => isBuilt,
    size: () => engine.size(),
  }
}

function indexRecordOf(title: TitleRecord, holdings: TitleHoldings | undefined): IndexRecord<ReadyCard> {
  return {
    id: title._id,
    title: title.title,
    subtitle: title.subtitle ?? undefined,
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
