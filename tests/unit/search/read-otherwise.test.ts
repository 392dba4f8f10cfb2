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
    ['红lou梦', ['hlm']],
    ['lv xing de yi shu', ['ts']],
    ['yanwei', ['ds']],
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

describe('pinyin as it is spoken or mistyped', () => {
  test.each([
    ['sujujiegou', 'ds', '数据结构'],
    ['shujvjiegou', 'ds', '数据结构'],
    ['honglonmen', 'none', undefined],
    ['hongnoumeng', 'hlm', '红楼梦'],
    ['canchen', 'cc', '长城'],
    ['caoxueqing', 'hlm', '曹雪芹'],
    ['shujujiego', 'ds', undefined],
    ['shujujeigou', 'ds', '数据结构'],
    ['sujvjiagou', 'none', undefined],
    ['luxingdeyishu', 'ts', '旅行的艺术'],
    ['author:caosueqin', 'none', undefined],
  ])('%s', async (typed, id, meant) => {
    const { hits, correction } = await search(await shelf(), typed)
    expect([hits.map((hit) => hit.id), correction]).toEqual([id === 'none' ? [] : [id], meant])
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
    ['數据结够', 'ds', '数据结构'],
    ['数据节构', 'ds', '数据结构'],
    ['旅形的艺术', 'ts', '旅行的艺术'],
  ])('characters of the same sound: %s', async (typed, id, meant) => {
    const { hits, correction } = await search(await shelf(), typed)
    expect(hits.map((hit) => hit.id)).toEqual([id])
    expect(correction).toBe(meant)
  })

  test.each([
    ['of a similar shape', '数剧绪构', 'none', undefined],
    ['of a similar shape', '红搂夢', 'hlm', '红楼梦'],
    ['of another sound, in a name', '曺雪芹 红楼梦', 'hlm', '曹雪芹 红楼梦'],
    ['of a similar shape, in a name', '作者:曹雷芹', 'hlm', '作者:曹雪芹'],
    ['of another sound', '旅行的美术', 'ts', '旅行的艺术'],
    ['of another sound', '旅行与艺术家', 'none', undefined],
    ['of another sound, in the middle', '旅途的艺术', 'ts', '旅行的艺术'],
    ['of another sound, at the end', '数据结局', 'ds', '数据结构'],
    ['of another sound, at the beginning', '东安城市史', 'xa', '西安城市史'],
    ['of another sound, in three', '红门梦', 'hlm', '红楼梦'],
    ['of another sound', '数组结构', 'ds', '数据结构'],
    ['as many people say them', '树组结构', 'none', undefined],
    ['as many people say them', '红楼门', 'hlm', '红楼梦'],
    ['as many people say them', '树据结狗', 'ds', '数据结构'],
    ['as many people say them', '红龙们', 'none', undefined],
    ['too many', '数据的结构图', 'none', undefined],
    ['too many', '数据层结构', 'ds', '数据结构'],
  ])('characters %s: %s', async (_, typed, id, meant) => {
    const { hits, correction } = await search(await shelf(), typed)
    expect([hits.map((hit) => hit.id), correction]).toEqual([id === 'none' ? [] : [id], meant])
  })

  test('three characters alone are not bent into a part of something', async () => {
    expect(await idsFound(await shelf(), '严小敏')).toEqual([])
    expect(await idsFound(await shelf(), '严小敏 数据结构')).toEqual(['ds'])
  })

  test.each([
    ['introducction to algoritems', 'introduction to algorithms'],
    ['algorythems', 'algorithms'],
    ['intro duction', 'introduction'],
    ['toalgorithms', undefined],
    ['introductionto', 'introduction'],
    ['introductionalgorithms', 'introduction algorithms'],
    ['T. Cormen', 'cormen'],
    ['algorithms, 3rd edition', 'algorithms,'],
    ['author:cormem', 'author:cormen'],
    ['algoritms -python', 'algorithms -python'],
  ])('%s', async (typed, meant) => {
    const { hits, correction } = await search(await shelf(), typed)
    expect([hits.map(({ id }) => id), correction]).toEqual([meant === undefined ? [] : ['alg'], meant])
  })

  test('what is left out stays out, however the rest is read', async () => {
    const engine = await shelf()
    expect(await idsFound(engine, 'sjjg')).toEqual(['ds'])
    expect(await idsFound(engine, 'sjjg -严蔚敏')).toEqual([])
    expect(await idsFound(engine, '数剧结构 -严蔚敏')).toEqual([])
    expect(await idsFound(engine, 'algoritms -cormen')).toEqual([])
  })

  test('what is asked of a field stays in it', async () => {
    const engine = await shelf()
    expect(await idsFound(engine, 'author:caoxueqin')).toEqual(['hlm'])
    expect(await idsFound(engine, 'title:caoxueqin')).toEqual([])
    expect(await idsFound(engine, '作者：草雪芹')).toEqual(['hlm'])
    expect(await idsFound(engine, '题名：草雪芹')).toEqual([])
  })

  test('a correction does not hang on the page and the filters', async () => {
    const engine = await shelf()
    for (const query of [{ page: 2 }, { filters: { language: ['eng'] } }, { sort: 'title' }] as const) {
      expect((await search(engine, '红搂梦', query)).correction).toBe('红楼梦')
    }
  })

  test('short words are not guessed at, and nothing is found for nonsense', async () => {
    expect(neighboursOf('cat')).toEqual([])
    const { total, correction } = await search(await shelf(), 'qqqzzzz 囧囧囧')
    expect([total, correction]).toEqual([0, undefined])
  })
})
