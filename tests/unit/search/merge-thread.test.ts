import { createBreather } from '../../../bff/infra/search/breather'
import { DROPPED } from '../../../bff/infra/search/merge-order'
import { mergeParts } from '../../../bff/infra/search/merge-parts'
import { mergeOnThread, stopMergeThread } from '../../../bff/infra/search/merge-thread'
import { buildSegment } from '../../../bff/infra/search/segment'
import { arraysOf, derivedFrom } from '../../../bff/infra/search/segment-parts'
import { createVocabulary } from '../../../bff/infra/search/vocabulary'
import { titleRecord } from './support'

const vocabulary = createVocabulary()
const booksFrom = (first: number) =>
  Array.from({ length: 300 }, (_, i) =>
    titleRecord({
      id: `t${first + i}`,
      title: `数据结构 ${first + i} data`,
      authors: ['严蔚敏'],
      year: 1990 + (i % 30),
    }),
  )

/** Every third title of the first is gone. */
async function twoSegments() {
  const parts = [await buildSegment(booksFrom(0), vocabulary), await buildSegment(booksFrom(1000), vocabulary)]
  let docCount = 0
  const newDocs = parts.map(({ docCount: size }, n) =>
    Uint32Array.from({ length: size }, (_, doc) => (n === 0 && doc % 3 === 0 ? DROPPED : docCount++)),
  )
  return { parts, newDocs, docCount }
}

// a thread has its sources compiled before it begins, beside all other tests
jest.setTimeout(60_000)
afterAll(stopMergeThread)

describe('another thread', () => {
  test('merges to the same as this one', async () => {
    const two = await twoSegments()
    const here = await mergeParts({ ...two, breather: createBreather() })
    const { parts, derived } = await mergeOnThread(two)
    expect(arraysOf(parts)).toEqual(arraysOf(here))
    expect(derived).toEqual(derivedFrom(here))
    expect(parts.ids.length).toBe(500)
    expect(parts.ids.at(0)).toBe('t1')
  })

  test('says why it could not, and merges the next', async () => {
    const two = await twoSegments()
    const [first] = two.parts
    if (first === undefined) throw new Error('no segment')
    const damaged = { ...first, titles: { ...first.titles, docs: undefined as unknown as Uint32Array } } // as no type allows
    await expect(mergeOnThread({ ...two, parts: [damaged] })).rejects.toThrow()
    await expect(mergeOnThread(two)).resolves.toMatchObject({ parts: { ids: { length: 500 } } })
  })

  test('several at once each get their own', async () => {
    const two = await twoSegments()
    const one = {
      parts: two.parts.slice(1),
      newDocs: [Uint32Array.from({ length: 300 }, (_, doc) => doc)],
      docCount: 300,
    }
    const [both, alone] = await Promise.all([mergeOnThread(two), mergeOnThread(one)])
    expect([both.parts.ids.length, alone.parts.ids.length]).toEqual([500, 300])
  })

  test('that ends in between says so, and another one merges the next', async () => {
    const two = await twoSegments()
    const broken = mergeOnThread(two)
    const [, outcome] = await Promise.allSettled([stopMergeThread(), broken])
    expect(outcome).toMatchObject({
      status: 'rejected',
      reason: { message: expect.stringContaining('the thread that merges ended') as string },
    })
    await expect(mergeOnThread(two)).resolves.toMatchObject({ parts: { ids: { length: 500 } } })
  })
})
