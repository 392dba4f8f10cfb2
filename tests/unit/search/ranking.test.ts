import { availabilityOf, engineWith, idsFound, search, titleRecord } from './support'

describe('relevance', () => {
  test('puts the title that is what was typed first, then those that begin with it', async () => {
    const engine = await engineWith([
      titleRecord({ id: 'about', title: '论红楼梦', popularity: 900 }),
      titleRecord({ id: 'begins', title: '红楼梦辞典', popularity: 10 }),
      titleRecord({ id: 'is', title: '红楼梦', popularity: 0 }),
    ])
    expect(await idsFound(engine, '红楼梦')).toEqual(['is', 'begins', 'about'])
  })

  test('puts a word in the title before one among authors, subjects, publishers', async () => {
    const engine = await engineWith([
      titleRecord({ id: 'publisher', title: '甲乙丙丁', publisher: '长江出版社' }),
      titleRecord({ id: 'subject', title: '甲乙丙丁', subjects: ['长江'] }),
      titleRecord({ id: 'author', title: '甲乙丙丁', authors: ['长江'] }),
      titleRecord({ id: 'title', title: '长江丙丁' }),
    ])
    expect(await idsFound(engine, '长江')).toEqual(['title', 'author', 'subject', 'publisher'])
  })

  test('puts words that stand together before the same words apart', async () => {
    const engine = await engineWith([
      titleRecord({ id: 'apart', title: '学习者的深度访谈' }),
      titleRecord({ id: 'together', title: '谈谈深度学习者' }),
    ])
    expect(await idsFound(engine, '深度学习')).toEqual(['together', 'apart'])
  })

  test('lets use and availability decide between titles the words fit equally', async () => {
    const engine = await engineWith([
      titleRecord({ id: 'plain', title: '线性代数' }),
      titleRecord({ id: 'here', title: '线性代数' }),
      titleRecord({ id: 'used', title: '线性代数', popularity: 500 }),
    ])
    await engine.setAvailability([availabilityOf({ id: 'here', available: 1, availableBranches: ['main'] })])
    expect(await idsFound(engine, '线性代数')).toEqual(['used', 'here', 'plain'])
  })

  test('does not let use outweigh the words', async () => {
    const engine = await engineWith([
      titleRecord({ id: 'popular', title: '文学史', subjects: ['线性代数'], popularity: 1_000_000 }),
      titleRecord({ id: 'fitting', title: '线性代数', popularity: 0 }),
    ])
    expect(await idsFound(engine, '线性代数')).toEqual(['fitting', 'popular'])
  })

  test('puts the most used first when nothing is typed', async () => {
    const engine = await engineWith([
      titleRecord({ id: 'a', popularity: 5 }),
      titleRecord({ id: 'b', popularity: 500 }),
      titleRecord({ id: 'c', popularity: 50 }),
    ])
    expect(await idsFound(engine, '')).toEqual(['b', 'c', 'a'])
  })
})

describe('sorting', () => {
  const records = [
    titleRecord({ id: 'zhongguo', title: '中国通史', year: 1999, popularity: 7 }),
    titleRecord({ id: 'atlas', title: 'The Atlas of China', year: 2020, popularity: 3 }),
    titleRecord({ id: 'beijing', title: '北京历史', year: 2020, popularity: 90 }),
    titleRecord({ id: 'undated', title: '《安徽史》', popularity: 20 }),
    titleRecord({ id: 'shanghai', title: '上海史', year: 2005, popularity: 1 }),
  ]

  test('newest first, the undated last, the more used first within a year', async () => {
    const engine = await engineWith(records)
    expect(await idsFound(engine, '', { sort: 'newest' })).toEqual([
      'beijing',
      'atlas',
      'shanghai',
      'zhongguo',
      'undated',
    ])
  })

  test('most used first', async () => {
    const engine = await engineWith(records)
    expect(await idsFound(engine, '', { sort: 'popular' })).toEqual([
      'beijing',
      'undated',
      'zhongguo',
      'atlas',
      'shanghai',
    ])
  })

  test('by title: Latin letters, then Chinese by pinyin, articles and quotation marks set aside', async () => {
    const engine = await engineWith([])
    for (const record of records) await engine.put([record])
    expect(await idsFound(engine, '', { sort: 'title' })).toEqual([
      'atlas',
      'undated',
      'beijing',
      'shanghai',
      'zhongguo',
    ])
  })

  test('pages follow on each other without gap or repetition', async () => {
    const many = Array.from({ length: 95 }, (_, i) =>
      titleRecord({ id: `t${i}`, title: '高等数学', popularity: i % 7 }),
    )
    const engine = await engineWith(many)
    const seen: string[] = []
    for (let page = 1; page <= 10; page++) seen.push(...(await idsFound(engine, '数学', { page, size: 10 })))
    expect(seen).toHaveLength(95)
    expect(new Set(seen).size).toBe(95)
    expect((await search(engine, '数学', { page: 10, size: 10 })).total).toBe(95)
  })
})
