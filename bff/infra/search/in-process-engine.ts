import { createAvailabilityTable } from './availability'
import { createBreather } from './breather'
import type { CatalogueHit, IndexRecord, SearchEngine } from './engine'
import { createSearcher, type SearchableIndex } from './search'
import { createSegmentBuilder, mergeSegments, slotAt, type Segment } from './segment'
import { createSlotTable } from './slots'
import { suggest } from './suggest'
import { createVocabulary } from './vocabulary'

/** A segment is merged with those after it unless it is this many times their size, so there are few and writing stays cheap. */
const MERGE_FACTOR = 8

/** A segment with more dead than this part of it is written anew. */
const MAX_DEAD_SHARE = 0.25

/** The search engine inside the service: the whole index in memory, in typed arrays, on one thread. */
export function createInProcessEngine<Summary>(): SearchEngine<Summary> {
  const vocabulary = createVocabulary()
  const availability = createAvailabilityTable(vocabulary)
  const slots = createSlotTable<Summary>()
  const searcher = createSearcher()
  let segments: Segment[] = []
  /** The end of all writes so far; the next one waits for it. */
  let writes: Promise<void> = Promise.resolve()

  const inTurn = (write: () => Promise<void> | void): Promise<void> => {
    const done = writes.then(write)
    // A write that failed has told its caller; the next one is not its victim.
    writes = done.catch(() => undefined)
    return done
  }

  const adopt = (segment: Segment) => {
    for (let doc = 0; doc < segment.docCount; doc++) slots.settle(slotAt(segment, doc), { segment, doc })
  }

  /** The titles are found before and after; only what is written next waits. */
  const mergeWhereDue = async () => {
    const from = firstToMerge(segments)
    if (from === segments.length) return
    const merged = await mergeSegments(segments.slice(from))
    segments = [...segments.slice(0, from), ...(merged.docCount > 0 ? [merged] : [])]
    adopt(merged)
  }

  const put = async (records: readonly IndexRecord<Summary>[]) => {
    const builder = createSegmentBuilder(vocabulary)
    const breather = createBreather()
    for (const record of records) {
      if (breather.isDue()) await breather.pause()
      const slot = slots.claim(record.id)
      availability.reserve(slot)
      builder.add(record, slot)
    }
    const segment = builder.build()
    for (const record of records) slots.keep(slots.claim(record.id), record.summary)
    segments = [...segments, segment]
    adopt(segment)
  }

  const remove = (ids: readonly string[]) => {
    for (const id of ids) {
      const slot = slots.find(id)
      if (slot === undefined) continue
      slots.release(slot)
      availability.clear(slot)
    }
  }

  const write = async (change: () => Promise<void> | void) => {
    await inTurn(change)
    void inTurn(mergeWhereDue)
  }

  const searchable = (): SearchableIndex => ({ segments, vocabulary, availability })

  return {
    search: (query) => {
      const { total, page, facets } = searcher.run(searchable(), query)
      const hits = page.map(({ segment, doc }): CatalogueHit<Summary> => {
        const slot = slotAt(segment, doc)
        return { id: slots.idOf(slot), summary: slots.summaryOf(slot), availability: availability.get(slot) }
      })
      return Promise.resolve({ total, hits, facets })
    },
    suggest: (prefix, limit) => Promise.resolve(suggest(searchable(), { prefix, limit, searcher, idOf: slots.idOf })),
    put: (records) => write(() => (records.length > 0 ? put(records) : undefined)),
    remove: (ids) =>
      write(() => {
        remove(ids)
      }),
    setAvailability: (changes) => {
      for (const change of changes) availability.set(slots.claim(change.id), change)
      return Promise.resolve()
    },
    size: () => segments.reduce((sum, segment) => sum + segment.liveCount, 0),
  }
}

/** Where the segments to be merged into one begin; their number if there is nothing to do. */
function firstToMerge(segments: readonly Segment[]): number {
  let first = segments.length
  let following = 0
  for (let i = segments.length - 1; i >= 0; i--) {
    const { docCount = 0, liveCount = 0 } = segments[i] ?? {}
    const isOutgrown = following > 0 && docCount < MERGE_FACTOR * following
    const isWorn = docCount - liveCount > MAX_DEAD_SHARE * docCount
    if (isOutgrown || isWorn) first = i
    following += docCount
  }
  return first
}
