import { availabilityOf, EFFORT, emptyEngine, engineWith, idsFound, search, titleRecord } from './support'

describe('availability', () => {
  test('is shown with the title and changes at once', async () => {
    const engine = await engineWith([titleRecord({ id: 'a', title: '统计学' })])
    expect((await search(engine, '统计学')).hits[0]?.availability).toEqual({ copies: 0, available: 0, queue: 0 })
    await engine.setAvailability([availabilityOf({ id: 'a', copies: 3, available: 2, availableBranches: ['main'] })])
    expect((await search(engine, '统计学')).hits[0]?.availability).toEqual({ copies: 3, available: 2, queue: 0 })
    await engine.setAvailability([availabilityOf({ id: 'a', copies: 3, available: 0, queue: 4 })])
    expect((await search(engine, '统计学')).hits[0]?.availability).toEqual({ copies: 3, available: 0, queue: 4 })
    expect(await idsFound(engine, '统计学', { filters: { available: true } })).toEqual([])
  })

  test('that comes before its record is kept for it', async () => {
    const engine = await engineWith([])
    await engine.setAvailability([availabilityOf({ id: 'late', copies: 1, available: 1, availableBranches: ['law'] })])
    expect(engine.size()).toBe(0)
    await engine.put([titleRecord({ id: 'late', title: '民法' })])
    expect(await idsFound(engine, '', { filters: { available: true, branch: ['law'] } })).toEqual(['late'])
  })

  test('stays when the record is replaced and goes when it is removed', async () => {
    const engine = await engineWith([titleRecord({ id: 'a', title: '旧题名' })])
    await engine.setAvailability([availabilityOf({ id: 'a', copies: 5 })])
    await engine.put([titleRecord({ id: 'a', title: '新题名' })])
    expect((await search(engine, '新题名')).hits[0]?.availability.copies).toBe(5)
    await engine.remove(['a'])
    await engine.put([titleRecord({ id: 'a', title: '又一题名' })])
    expect((await search(engine, '又一题名')).hits[0]?.availability.copies).toBe(0)
  })
})

describe('records', () => {
  test('are found as soon as they are put, with the summary they came with', async () => {
    const engine = await engineWith([])
    await engine.put([titleRecord({ id: 'a', title: '生物化学', summary: '第一版' })])
    expect((await search(engine, '生物化学')).hits).toEqual([
      { id: 'a', summary: '第一版', availability: { copies: 0, available: 0, queue: 0 } },
    ])
  })

  test('are found by their new words only, once replaced', async () => {
    const engine = await engineWith([
      titleRecord({ id: 'a', title: '有机化学', year: 1990, class: 'O62' }),
      titleRecord({ id: 'b', title: '无机化学', year: 1991, class: 'O61' }),
    ])
    await engine.put([titleRecord({ id: 'a', title: '分析化学', year: 2024, class: 'O65', summary: '新' })])
    expect(await idsFound(engine, '有机')).toEqual([])
    expect((await search(engine, '分析')).hits[0]?.summary).toBe('新')
    const { total, facets } = await search(engine, '化学')
    expect(total).toBe(2)
    expect(facets.year.map(({ value }) => value)).toEqual(['2024', '1991'])
    expect(engine.size()).toBe(2)
  })

  test('that come twice in one batch count once, as they came last', async () => {
    const engine = await engineWith([
      titleRecord({ id: 'a', title: '初稿' }),
      titleRecord({ id: 'a', title: '定稿', summary: '定稿' }),
    ])
    expect(engine.size()).toBe(1)
    expect(await idsFound(engine, '初稿')).toEqual([])
    expect((await search(engine, '定稿')).hits.map((hit) => hit.summary)).toEqual(['定稿'])
  })

  test('are gone once removed, from results, facets, suggestions and size', async () => {
    const engine = await engineWith([
      titleRecord({ id: 'a', title: '天文学' }),
      titleRecord({ id: 'b', title: '天文台' }),
    ])
    await engine.remove(['a', 'unknown'])
    const { total, facets } = await search(engine, '天文')
    expect(total).toBe(1)
    expect(facets.form).toEqual([{ value: 'book', count: 1 }])
    expect((await engine.suggest('天文', 5)).map(({ text }) => text)).toEqual(['天文台'])
    expect(engine.size()).toBe(1)
    await engine.remove(['b'])
    expect((await search(engine, '')).total).toBe(0)
    await engine.put([titleRecord({ id: 'c', title: '天文学' })])
    expect(await idsFound(engine, '天文学')).toEqual(['c'])
  })

  test('of writes not waited for end up as the last write said', async () => {
    const engine = emptyEngine()
    const many = Array.from({ length: 1_200 }, (_, i) => titleRecord({ id: `t${i}`, title: `第${i}卷` }))
    await Promise.all([
      engine.put(many),
      engine.put([titleRecord({ id: 't7', title: '改过的一卷' })]),
      engine.remove(['t8']),
      engine.put([titleRecord({ id: 't9', title: '最后改的' })]),
    ])
    expect(engine.size()).toBe(1_199)
    expect(await idsFound(engine, '改过的一卷')).toEqual(['t7'])
    expect(await idsFound(engine, '最后改的')).toEqual(['t9'])
    expect((await search(engine, '卷')).total).toBe(1_198)
  })

  test('rank the same, put one by one or all at once', async () => {
    const words = ['数据', '结构', '算法', '分析', '导论', '网络', '系统', '设计']
    const records = Array.from({ length: 300 * EFFORT }, (_, i) =>
      titleRecord({
        id: `t${i}`,
        title: `${words[i % 8] ?? ''}${words[(i * 3 + 1) % 8] ?? ''}${i % 5 === 0 ? '教程' : ''}`,
        subjects: [words[(i * 5) % 8] ?? ''],
        popularity: (i * 37) % 101,
        year: 1990 + (i % 30),
      }),
    )
    const atOnce = await engineWith(records)
    const oneByOne = await engineWith([])
    for (const record of records) await oneByOne.put([record])
    for (const sort of ['relevance', 'newest', 'popular', 'title'] as const) {
      for (const text of ['数据', '数据结构', '算法 分析', '']) {
        const query = { sort, size: 50 } as const
        expect(await search(oneByOne, text, query)).toEqual(await search(atOnce, text, query))
      }
    }
  })
})
