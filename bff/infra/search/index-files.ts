import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { newId } from '../ids'
import { bytesOf, readArrays, writeArrays } from './array-files'
import type { StoredLive } from './availability'
import type { IndexRecord } from './engine'
import { buildSegment, segmentOf, type Segment } from './segment'
import { arraysOf, partsFrom } from './segment-parts'
import { createVocabulary, restoredVocabulary, storedVocabulary, type Vocabulary } from './vocabulary'

/** Raised when the files change their form. */
const FORMAT = 3

export interface StoredIndex {
  readonly version: string
  readonly place: string
  readonly vocabulary: Vocabulary
  readonly segments: readonly Segment[]
}

const manifestShape = z.object({
  format: z.literal(FORMAT),
  /** How records are analysed, see `analysis`. */
  analysis: z.number(),
  version: z.string(),
  place: z.string(),
  segments: z.array(z.string()),
  /** What changes in segments that are there already: the dead and the availability. */
  state: z.string(),
  vocabulary: z.object({
    kinds: z.array(z.object({ language: z.string(), form: z.string(), letter: z.string() })),
    classes: z.array(z.string()),
    years: z.array(z.string()),
    branches: z.array(z.array(z.string())),
  }),
})

const manifestFile = 'manifest'

/**
 * The index on disk. A segment is written once; what changes in it is written anew each time, beside it; last the manifest
 * takes the place of the one before it. Whatever the crash, the manifest that is there names files that are whole.
 */
export function createIndexFiles(directory: string) {
  const names = new WeakMap<Segment, string>()

  async function write({ version, place, vocabulary, segments }: StoredIndex): Promise<void> {
    const stamp = newId()
    // copied at once: availability goes on changing while files are written
    const state = segments.flatMap(({ dead, live }) => [dead.slice(), ...liveArrays(live).map((each) => each.slice())])
    await mkdir(directory, { recursive: true })
    for (const [n, segment] of segments.entries()) {
      if (names.has(segment)) continue
      const name = `segment-${stamp}-${n}`
      await writeArrays(path.join(directory, name), arraysOf(segment))
      names.set(segment, name)
    }
    const manifest: z.input<typeof manifestShape> = {
      format: FORMAT,
      analysis: await analysis(),
      version,
      place,
      segments: segments.map((segment) => names.get(segment) ?? ''),
      state: `state-${stamp}`,
      vocabulary: storedVocabulary(vocabulary) as z.input<typeof manifestShape>['vocabulary'], // but for readonly
    }
    await writeArrays(path.join(directory, manifest.state), state)
    const text = JSON.stringify(manifest)
    await writeWhole(path.join(directory, `${manifestFile}.new`), `${crc32(text)}\n${text}`)
    await rename(path.join(directory, `${manifestFile}.new`), path.join(directory, manifestFile))
    await removeOthers(new Set([manifestFile, manifest.state, ...manifest.segments]))
  }

  /** Null when there is none of this version, or something is damaged. */
  async function read(version: string): Promise<StoredIndex | null> {
    try {
      const [checksum, text = ''] = (await readFile(path.join(directory, manifestFile), 'utf8')).split('\n')
      if (String(crc32(text)) !== checksum) return null
      const manifest = manifestShape.parse(JSON.parse(text))
      if (manifest.version !== version || manifest.analysis !== (await analysis())) return null
      const state = await readArrays(path.join(directory, manifest.state))
      const segments: Segment[] = []
      for (const name of manifest.segments) {
        const parts = partsFrom(await readArrays(path.join(directory, name)))
        const [dead, copies, available, queue, branches] = state.splice(0, 5)
        const live = { copies, available, queue, branches } as StoredLive // written by liveArrays
        const segment = segmentOf(parts, { state: { dead: dead as Uint8Array, live } })
        names.set(segment, name)
        segments.push(segment)
      }
      return { version, place: manifest.place, vocabulary: restoredVocabulary(manifest.vocabulary), segments }
    } catch {
      return null
    }
  }

  async function removeOthers(kept: ReadonlySet<string>): Promise<void> {
    for (const name of await readdir(directory)) if (!kept.has(name)) await rm(path.join(directory, name))
  }

  return { write, read }
}

/** What becomes of one record: something else as soon as terms, keys or weights are made in another way. */
async function analysis(): Promise<number> {
  const words = 'C++ 程序设计：数据结构（第3版） résumé 圖書館 著 ﾃﾞｰﾀ'
  const record: IndexRecord = {
    ...{ id: 'probe', title: words, subtitle: words, parallelTitles: [words], authors: [words], publisher: words },
    ...{ series: words, subjects: [words], isbns: ['978-7-302-14751-0'], callNumbers: ['TP311.12/Y240 (2)'] },
    ...{ class: 'TP311.12', language: 'chi', form: 'book', year: 2000, branches: ['main'], popularity: 9, summary: '' },
  }
  const arrays = arraysOf(await buildSegment([record], createVocabulary()))
  return arrays.reduce((sum, array) => crc32(bytesOf(array), sum), 0)
}

const liveArrays = ({ copies, available, queue, branches }: StoredLive) => [copies, available, queue, branches]

/** It is on the disk when this resolves. */
async function writeWhole(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w')
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
