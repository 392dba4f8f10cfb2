import { foldText } from '../../infra/search/fold'
import { mostSimilar, widerClass } from './similar-titles.rules'
import type { ListedTitle, TitleRecord } from './titles.model'
import type { TitlesService } from './titles.service'
import { isSameWork, seriesNameOf } from './work-keys.rules'

/** What stands around a title in the catalogue. */
export interface Surroundings {
  readonly editions: readonly ListedTitle[]
  readonly series: { readonly name: string; readonly titles: readonly ListedTitle[] } | null
  readonly similar: readonly ListedTitle[]
}

/** Of each kind. */
const shown = 6
/** An original's name may be that of other works too; what is no edition is sorted out afterwards. */
const sharingKeys = 40
const comparedOfClass = 48

export type SurroundingsService = ReturnType<typeof createSurroundings>

/** Other editions of the work, its series, and what is like it: each an indexed read of few titles. */
export function createSurroundings({ titles }: { readonly titles: TitlesService }) {
  async function of(title: TitleRecord): Promise<Surroundings> {
    const [editions, series, similar] = await Promise.all([listEditions(title), findSeries(title), listSimilar(title)])
    return { editions, series, similar }
  }

  async function listEditions(title: TitleRecord): Promise<ListedTitle[]> {
    const keys = title.workKeys ?? []
    const found = keys.length === 0 ? [] : await titles.listSharingKeys(keys, sharingKeys)
    return others(title, found)
      .filter((other) => isSameWork(title, other, foldText))
      .slice(0, shown)
  }

  async function findSeries(title: TitleRecord): Promise<Surroundings['series']> {
    const { series, seriesKey } = title
    if (series === null || !seriesKey) return null
    const found = await titles.listOfSeries(seriesKey, shown + 1)
    return { name: seriesNameOf(series), titles: others(title, found).slice(0, shown) }
  }

  async function listSimilar(title: TitleRecord): Promise<ListedTitle[]> {
    if (title.class === null) return []
    const own = await titles.listOfClass(title.class, comparedOfClass)
    const similar = otherWorks(title, own).slice(0, shown)
    const wider = widerClass(title.class)
    if (similar.length === shown || wider === null) return similar
    const ids = new Set(similar.map(({ _id }) => _id))
    const around = await titles.listWithinClass(wider, comparedOfClass)
    const more = otherWorks(title, around).filter(({ _id }) => !ids.has(_id))
    return [...similar, ...more].slice(0, shown)
  }

  return { of }
}

function otherWorks(title: TitleRecord, found: readonly ListedTitle[]): ListedTitle[] {
  return mostSimilar(
    title,
    others(title, found).filter((other) => !isSameWork(title, other, foldText)),
  )
}

function others(title: TitleRecord, found: readonly ListedTitle[]): ListedTitle[] {
  return found.filter(({ _id }) => _id !== title._id)
}
