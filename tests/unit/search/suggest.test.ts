import { engineWith, titleRecord, type Engine } from './support'

let engine: Engine

beforeAll(async () => {
  engine = await engineWith([
    titleRecord({ id: 'ds', title: '数据结构', authors: ['严蔚敏'], popularity: 10 }),
    titleRecord({ id: 'db', title: '数据库系统概论', authors: ['王珊', '萨师煊'], popularity: 90 }),
    titleRecord({ id: 'dm1', title: '数据挖掘', authors: ['韩家炜'], popularity: 30 }),
    titleRecord({ id: 'dm2', title: '数据挖掘', authors: ['王珊'], popularity: 30 }),
    titleRecord({ id: 'big', title: '大数据导论', authors: ['数见'], popularity: 5 }),
    titleRecord({ id: 'clrs', title: 'Introduction to Algorithms', authors: ['Cormen, Thomas'], language: 'eng' }),
    titleRecord({ id: 'cormac', title: '路', authors: ['Cormac McCarthy'] }),
  ])
})

const texts = async (prefix: string, limit = 10) => (await engine.suggest(prefix, limit)).map(({ text }) => text)

describe('suggestions', () => {
  test('begin with what was typed, the most used first, each once', async () => {
    expect(await texts('数据')).toEqual(['数据库系统概论', '数据挖掘', '数据结构', '大数据导论'])
  })

  test('lead to the title, unless several bear it', async () => {
    const suggestions = await engine.suggest('数据', 10)
    expect(suggestions.find(({ text }) => text === '数据结构')).toEqual({
      text: '数据结构',
      kind: 'title',
      titleId: 'ds',
    })
    expect(suggestions.find(({ text }) => text === '数据挖掘')).toEqual({ text: '数据挖掘', kind: 'title' })
  })

  test('put the title that is what was typed first', async () => {
    expect((await texts('数据结构'))[0]).toBe('数据结构')
  })

  test('follow in traditional characters', async () => {
    expect(await texts('數據')).toEqual(await texts('数据'))
  })

  test('name authors, too', async () => {
    expect(await engine.suggest('王', 5)).toEqual([{ kind: 'author', text: '王珊' }])
    expect(await texts('数')).toContain('数见')
  })

  test('finish Latin words, whatever the case', async () => {
    expect(await texts('intro')).toEqual(['Introduction to Algorithms'])
    expect((await texts('CORM')).sort()).toEqual(['Cormac McCarthy', 'Cormen, Thomas'])
  })

  test('are no more than asked for, and none for nothing', async () => {
    expect(await texts('数据', 2)).toHaveLength(2)
    expect(await texts('数据', 0)).toEqual([])
    expect(await texts('')).toEqual([])
    expect(await texts('《》')).toEqual([])
  })
})
