import { mostSimilar, widerClass } from '../../bff/features/titles/similar-titles.rules'

const of = (name: string, popularity: number, subjects: readonly string[] = [], by = name) => ({
  ...{ name, popularity, subjects: [...subjects] },
  contributors: [{ name: by, role: 'author' as const }],
})

describe('similar titles', () => {
  it('come in the order of what they share with the title, then of their use', () => {
    const title = of('数据结构', 90, ['数据结构', '算法'], '严蔚敏')
    const candidates = [
      of('最热', 99),
      of('同一主题', 10, ['算法']),
      of('同一作者', 5, [], '严蔚敏'),
      of('两个主题', 1, ['算法', '数据结构', '算法']),
      of('次热', 50),
    ]
    expect(mostSimilar(title, candidates).map(({ name }) => name)).toEqual([
      '两个主题',
      '同一作者',
      '同一主题',
      '最热',
      '次热',
    ])
  })

  it.each([
    ['TP311.12', 'TP311.1'],
    ['TP311.1', 'TP311'],
    ['TP31', 'TP3'],
    ['I712.45', 'I712.4'],
    ['D922.29-43', 'D922.29-4'],
    ['H1', null],
    ['B', null],
    ['', null],
  ])('are looked for around %s in %s', (notation, wider) => {
    expect(widerClass(notation)).toBe(wider)
  })
})
