import { planLibrary, type LibraryPlan } from '../../bff/demo/plan'
import type { Seeding } from '../../bff/demo/seed-context'
import { copyRecords, titleRecords } from '../../bff/demo/seed-titles'
import type { CopyRecord } from '../../bff/features/copies/copies.model'
import type { CopyCount } from '../../bff/features/copies/copies.queries'
import { createAvailabilityService } from '../../bff/features/titles/availability.service'
import { createCatalogueService } from '../../bff/features/titles/catalogue.service'
import type { TitleRecord } from '../../bff/features/titles/titles.model'
import type { TitlesService } from '../../bff/features/titles/titles.service'
import type { SearchEngine } from '../../bff/infra/search/engine'
import { createInProcessEngine } from '../../bff/infra/search/in-process-engine'
import { groupBy } from './group-by'

export interface DemoCatalogue {
  readonly engine: SearchEngine
  readonly titles: ReadonlyMap<string, TitleRecord>
}

/** Always the same day: who has borrowed what must not change what is measured. */
const now = new Date('2026-03-02T04:00:00Z')
const zone = 'Asia/Shanghai'

/** The demo library in an engine, indexed by the service itself; only the database is replaced, by the plan of the library. */
export async function createDemoCatalogue(): Promise<DemoCatalogue> {
  const plan: LibraryPlan = planLibrary({ today: '2026-03-02', seed: 1 })
  const seeding: Seeding = { plan, now, zone }
  const titles = new Map(titleRecords(seeding).map((title) => [title._id, title]))
  const copies = groupBy(copyRecords(seeding), ({ titleId }) => titleId)
  const availability = createAvailabilityService({
    countCopies: (ids) => Promise.resolve(ids.flatMap((id) => countsOf(id, copies.get(id) ?? []))),
    countQueues: () => Promise.resolve([]),
  })
  const engine = createInProcessEngine()
  const service = createCatalogueService({ engine, availability, titles: titlesServiceOver([...titles.values()]) })
  await service.build()
  return { engine, titles }
}

function titlesServiceOver(titles: readonly TitleRecord[]): TitlesService {
  const readAll = async function* () {
    yield await Promise.resolve(titles)
  }
  // building a catalogue reads all titles and asks for nothing else
  return { readAll } as unknown as TitlesService
}

function countsOf(titleId: string, copies: readonly CopyRecord[]): CopyCount[] {
  const parts = groupBy(copies, ({ part }) => part)
  return Array.from(parts, ([part, own]) => {
    const available = own.filter(({ status, loanType }) => status === 'available' && loanType !== 'reference_only')
    return {
      titleId,
      part,
      copies: own.length,
      available: available.length,
      branches: [...new Set(own.map(({ branchId }) => branchId))],
      availableBranches: [...new Set(available.map(({ branchId }) => branchId))],
      callNumbers: [...new Set(own.map(({ callNumber }) => callNumber))],
    }
  })
}
