import { readingsOf, soundsOf } from '../../../bff/infra/search/pinyin'
import { neighboursOf } from '../../../bff/infra/search/spelling'
import { engineWith, idsFound, keptEngine, search, titleRecord } from './support'

const shelf = keptEngine(() =>
  engineWith([
    titleRecord({ id: 'ds', title: '数据结构：C语言版', authors: ['严蔚敏'], popularity: 90 }),
    titleRecord({ id: 'hlm', title: '红楼梦', authors: ['曹雪芹'], publisher: '人民文学出版社' }),
    titleRecord({ id: 'xa', title: '西安城市史' }),
    titleRecord({ id: 'cc', title: '長城研究' }),
    titleRecord({ id: 'ts', title: '旅行的艺术' }),
    titleRecord({ id: 'alg', title: 'Introduction to algorithms', language: 'eng', authors: ['Cormen, Thomas'] }),
    titleRecord({ id: 'py', title: 'Python数据分析', language: 'chi' }),
  ]),
)

describe('pinyin', () => {
  test.each([
    ['shujujiegou', ['ds']],
    ['shu ju jie gou', ['ds']],
    ['sjjg', ['ds']],
    ['shujujg', ['ds']],
    ['shujujie', ['ds']],
    ['shuju结构', ['ds']],
    ['hlm', ['hlm']],
    ['honglou', ['hlm']],
    ['HongLouMeng', ['hlm']],
    ['xian', ['xa']],
    ['changcheng', ['cc']],
    ['lvxing', ['ts']],
    ['caoxueqin', ['hlm']],
    ['yanweimin shujujiegou', ['ds']],
    ['python shuju', ['py']],
  ])('%s', async (typed, ids) => {
    const { hits, correction } = await search(await shelf(), typed)
    expect(hits.map(({ id }) => id)).toEqual(ids)
    expect(correction).toBeUndefined()
  })

  test('is asked only for words that no title bears', async () => {
    expect(await idsFound(await shelf(), 'to')).toEqual(['alg'])
  })

  test('stays in its field and under its filters', async () => {
    const engine = await shelf()
    expect(await idsFound(engine, 'caoxueqin', { field: 'title' })).toEqual([])
    expect(await idsFound(engine, 'caoxueqin', { field: 'author' })).toEqual(['hlm'])
    expect(await idsFound(engine, 'hlm', { filters: { language: ['eng'] } })).toEqual([])
  })

  test('completes titles while it is typed', async () => {
    expect((await (await shelf()).suggest('hongl', 3)).map(({ text }) => text)).toEqual(['红楼梦'])
  })

  test('has bounded time for hostile words', () => {
    const startedAt = performance.now()
    for (const word of ['xian'.repeat(10), 'a'.repeat(40), 'zhchsh'.repeat(6), 'q'.repeat(40)]) readingsOf(word)
    expect(performance.now() - startedAt).toBeLessThan(5000)
  })

  test('knows the sounds of a character, also of one with several', () => {
    expect(soundsOf('长').length).toBe(2)
    expect(soundsOf('A')).toEqual([])
  })
})

describe('slips', () => {
  test.each([
    ['algoritms', 'algorithms'],
    ['algorihtms', 'algorithms'],
    ['alggorithms', 'algorithms'],
    ['algorithns', 'algorithms'],
    ['Cormem', 'cormen'],
    ['introduction to algoritms', 'introduction to algorithms'],
  ])('%s', async (typed, meant) => {
    const { hits, correction } = await search(await shelf(), typed)
    expect(hits.map(({ id }) => id)).toEqual(['alg'])
    expect(correction).toBe(meant)
  })

  test.each([
    ['数剧结构', 'ds', '数据结构'],
    ['红搂梦', 'hlm', '红楼梦'],
    ['數据结够', 'ds', undefined],
    ['旅形的艺术', 'ts', '旅行的艺术'],
  ])('characters of the same sound: %s', async (typed, id, meant) => {
    const { hits, correction } = await search(await shelf(), typed)
    expect(hits.map((hit) => hit.id)).toEqual([id])
    expect(correction).toBe(meant)
  })

  test('short words are not guessed at, and nothing is found for nonsense', async () => {
    expect(neighboursOf('cat')).toEqual([])
    const { total, correction } = await search(await shelf(), 'qqqzzzz 囧囧囧')
    expect([total, correction]).toEqual([0, undefined])
  })
})
