import { createRandom } from '../bench/random'
import type { IndexRecord, LiveAvailability, SearchEngine } from '../../bff/infra/search/engine'
import { availabilityOf, titleRecord } from '../unit/search/support'

/** What one batch does to the index; the same for the same number, whichever process does it. */
interface Batch {
  readonly put: readonly IndexRecord[]
  readonly removed: readonly string[]
  readonly availability: readonly LiveAvailability[]
}

const titles = 3000
const words = ['数据', '结构', '算法', '红楼', '世界', '历史', '经济', '原理', '导论', '研究', 'design', 'systems']

export function batchOf(number: number): Batch {
  const random = createRandom(number)
  const id = () => `t${random.below(titles)}`
  const put = Array.from({ length: 20 + random.below(150) }, () => {
    const title = `${random.pick(words)}${random.pick(words)}第${number}版`
    return titleRecord({ id: id(), title, branches: [random.pick(['main', 'law'])], summary: title })
  })
  const moved = [...put.map((record) => record.id), ...Array.from({ length: 30 }, id)]
  const availability = moved.map((each) => availabilityOf({ id: each, copies: number, queue: random.below(3) }))
  return { put, removed: Array.from({ length: 10 }, id), availability }
}

export async function apply(engine: SearchEngine, { put, removed, availability }: Batch): Promise<void> {
  // as the catalogue does: a record comes with its availability
  await engine.setAvailability(availability)
  await engine.put(put)
  await engine.remove(removed)
}

/** Everything that the index says, in one order. */
export async function contentOf(engine: SearchEngine): Promise<string[]> {
  const content: string[] = []
  for (let page = 1; ; page++) {
    const query = { text: '', filters: {}, sort: 'title', page, size: 100, facets: page === 1 } as const
    const { hits, total, facets } = await engine.search(query)
    if (page === 1) content.push(JSON.stringify({ total, facets, size: engine.size() }))
    if (hits.length === 0) return content.sort()
    content.push(...hits.map((hit) => JSON.stringify(hit)))
  }
}
