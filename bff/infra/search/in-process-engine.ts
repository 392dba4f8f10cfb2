import { copyLive, readLive, writeLive } from './availability'
import type { CatalogueHit, IndexRecord, LiveAvailability, SearchEngine } from './engine'
import { hashOfId } from './id-table'
import { createIndexFiles } from './index-files'
import { soundsOf } from './pinyin'
import { createSearcher, type SearchableIndex } from './search'
import { mergeSegments } from './merge'
import { buildSegment, bury, type Segment } from './segment'
import { suggest } from './suggest'
import { createVocabulary } from './vocabulary'
import { cutWords } from './words'

/**
 * A segment is merged with those after it unless it is this many times their size: few while titles come in, so that each
 * is copied about as often as its number can be halved; more before the index is stored, so that there are few segments.
 */
const FACTOR_AT_WORK = 2
const FACTOR_AT_REST = 8

/** Every search and every write looks into all of them: with more than this, writes wait for a merge. */
const MAX_SEGMENTS = 32

/** A segment with more dead than this part of it is written anew. */
const MAX_DEAD_SHARE = 0.25

interface Options {
  /** Where the index is stored; absent: in memory only. */
  readonly directory?: string
}

/** The search engine inside the service: the whole index in memory, in typed arrays, on one thread. */
export function createInProcessEngine({ directory }: Options = {}): SearchEngine {
  const files = directory === undefined ? null : createIndexFiles(directory)
  const searcher = createSearcher()
  let vocabulary = createVocabulary()
  let segments: readonly Segment[] = []
  /** Availability of titles that have not come yet. */
  const early = new Map<string, LiveAvailability>()
  /** The end of all writes so far; the next one waits for it. */
  let writes: Promise<void> = Promise.resolve()
  let merging: Promise<void> = Promise.resolve()
  let version = ''

  const inTurn = (write: () => Promise<void> | void): Promise<void> => {
    const done = writes.then(write)
    // A write that failed has told its caller; the next one is not its victim.
    writes = done.catch(() => undefined)
    return done
  }

  /** Merges run beside the writes, one at a time. */
  const merge = (factor: number): Promise<void> => {
    const done = merging.then(async () => {
      const merged = segments.slice(firstToMerge(segments, factor))
      if (merged.length === 0) return
      await mergeSegments(merged, (whole) => {
        const isMerged = new Set(merged)
        const first = segments.findIndex((segment) => isMerged.has(segment))
        const later = segments.filter((segment, i) => i >= first && !isMerged.has(segment))
        segments = [...segments.slice(0, first), ...(whole.liveCount > 0 ? [whole] : []), ...later]
      })
    })
    // what was to be merged is there as before; the next merge tries again
    merging = done.catch(() => undefined)
    return done
  }

  const find = (id: string) => {
    const hash = hashOfId(id)
    for (const segment of segments) {
      const doc = segment.idTable.find(id, hash)
      if (doc !== undefined && segment.dead[doc] === 0) return { segment, live: segment.live, doc }
    }
    return undefined
  }

  const put = async (records: readonly IndexRecord[]) => {
    const segment = await buildSegment(records, vocabulary)
    for (let doc = 0; doc < segment.docCount; doc++) {
      const id = segment.ids.at(doc)
      if (segment.idTable.find(id) !== doc) {
        // it comes again later in the batch
        bury(segment, doc)
        continue
      }
      const before = find(id)
      if (before !== undefined) {
        copyLive(before, { live: segment.live, doc })
        bury(before.segment, before.doc)
      }
      const known = early.get(id)
      if (known !== undefined) writeLive(segment.live, doc, { change: known, vocabulary })
      early.delete(id)
    }
    segments = [...segments, segment]
  }

  const remove = (ids: readonly string[]) => {
    for (const id of ids) {
      early.delete(id)
      const at = find(id)
      if (at !== undefined) bury(at.segment, at.doc)
    }
  }

  const write = async (change: () => Promise<void> | void) => {
    await inTurn(change)
    // one that fails is told of by `mark`
    const merged = merge(FACTOR_AT_WORK).catch(() => undefined)
    if (segments.length > MAX_SEGMENTS) await merged
  }

  const searchable = (): SearchableIndex => ({ segments, vocabulary })

  return {
    search: (query) => {
      const { page, ...found } = searcher.run(searchable(), query)
      const hits = page.map(({ segment, doc }): CatalogueHit => ({
        id: segment.ids.at(doc),
        summary: segment.summaries.at(doc),
        availability: readLive(segment.live, doc),
      }))
      return Promise.resolve({ ...found, hits })
    },
    suggest: (prefix, limit) => Promise.resolve(suggest(searchable(), { prefix, limit, searcher })),
    put: (records) => write(() => (records.length > 0 ? put(records) : undefined)),
    remove: (ids) =>
      write(() => {
        remove(ids)
      }),
    keepOnly: (ids) =>
      write(() => {
        for (const segment of segments) {
          for (let doc = 0; doc < segment.docCount; doc++) if (!ids.has(segment.ids.at(doc))) bury(segment, doc)
        }
      }),
    setAvailability: (changes) => {
      for (const change of changes) {
        const at = find(change.id)
        if (at === undefined) early.set(change.id, change)
        else writeLive(at.live, at.doc, { change, vocabulary })
      }
      return Promise.resolve()
    },
    async mark(place) {
      await merge(FACTOR_AT_REST)
      await inTurn(() => files?.write({ version, place, vocabulary, segments }))
    },
    async restore(wanted) {
      version = wanted
      // a second, better now than in somebody's first search
      soundsOf('')
      cutWords('')
      const stored = await files?.read(wanted)
      if (!stored) return null
      vocabulary = stored.vocabulary
      segments = stored.segments
      return stored.place
    },
    size: () => segments.reduce((sum, segment) => sum + segment.liveCount, 0),
    isUsable: () => Promise.resolve(true),
  }
}

/** Where the segments to be merged into one begin; their number if there is nothing to do. */
function firstToMerge(segments: readonly Segment[], factor: number): number {
  let first = segments.length
  let following = 0
  for (let i = segments.length - 1; i >= 0; i--) {
    const { docCount = 0, liveCount = 0 } = segments[i] ?? {}
    const isOutgrown = following > 0 && docCount < factor * following
    const isWorn = docCount - liveCount > MAX_DEAD_SHARE * docCount
    if (isOutgrown || isWorn) first = i
    following += docCount
  }
  return first
}
