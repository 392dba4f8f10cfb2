import { isSameWork, seriesNameOf, workKeysOf } from '../../bff/features/titles/work-keys.rules'
import type { TitleRecord } from '../../bff/features/titles/titles.model'
import { foldText } from '../../bff/infra/search/fold'

type Facts = Partial<Parameters<typeof workKeysOf>[0] & Pick<TitleRecord, 'class'>>

let made = 0

function work(own: Facts & { readonly by?: string } = {}) {
  const { by = '严蔚敏', ...rest } = own
  const contributors = by === '' ? [] : [{ name: by, role: 'author' as const }]
  const facts = { title: '数据结构', subtitle: null, publisher: '清华大学出版社', originalTitle: null, language: 'chi' }
  const record = { ...facts, series: null, class: 'TP311.12', contributors, ...rest }
  return { _id: String((made += 1)), ...record, ...workKeysOf(record, foldText) }
}

const english = { language: 'eng', class: 'TP301' }

describe('other editions of a work', () => {
  it.each<[string, Facts & { by?: string }, Facts & { by?: string }]>([
    ['a later edition by another publisher', {}, { publisher: '人民邮电出版社', subtitle: 'C语言版' }],
    ['traditional characters and other punctuation', {}, { title: '數據結構（第2版）' }],
    ['an edition in its title', { title: '算法导论' }, { title: '算法导论（原书第3版）' }],
    [
      'a name either way round',
      { title: 'Algorithms', by: 'Cormen, Thomas H.', ...english },
      { title: 'Algorithms 2nd ed.', by: 'Thomas H. Cormen', ...english },
    ],
    ['nobody named, by one publisher', { title: '新华字典', by: '' }, { title: '新华字典', by: '' }],
    [
      'a translation and its original',
      { title: '算法导论', by: 'Thomas H. Cormen', originalTitle: 'Introduction to Algorithms' },
      { title: 'Introduction to algorithms', by: 'Cormen, Thomas H.', ...english },
    ],
    [
      'a translation whose author is written in Chinese letters',
      { title: '银河帝国', by: '艾萨克·阿西莫夫', originalTitle: 'Foundation', class: 'I712.45' },
      { title: 'Foundation', by: 'Asimov, Isaac', language: 'eng', class: 'I712.45' },
    ],
    [
      'two translations',
      { title: '时间简史', by: '史蒂芬·霍金', originalTitle: 'A Brief History of Time' },
      { title: '时间的简史', by: '霍金', originalTitle: 'A brief history of time: from the big bang' },
    ],
  ])('are recognised: %s', (_what, one, other) => {
    expect(isSameWork(work(one), work(other), foldText)).toBe(true)
  })

  it.each<[string, Facts & { by?: string }, Facts & { by?: string }]>([
    ['another author of the same title', {}, { by: '邓俊辉' }],
    ['C and C++', { title: 'C程序设计', by: '谭浩强' }, { title: 'C++程序设计', by: '谭浩强' }],
    ['volumes that are titles of their own', { title: '新概念英语1' }, { title: '新概念英语2' }],
    [
      'originals of one name by two authors',
      { title: '微观经济学', by: 'Pindyck, Robert S.', originalTitle: 'Microeconomics' },
      { title: '微观经济理论', by: 'Perloff, Jeffrey', originalTitle: 'Microeconomics' },
    ],
    [
      'originals of one name on different subjects',
      { title: '基础', by: '张三', originalTitle: 'Foundation', class: 'TU47' },
      { title: 'Foundation', by: 'Asimov, Isaac', language: 'eng', class: 'I712.45' },
    ],
    ['neither author nor publisher', { by: '', publisher: null }, { by: '', publisher: null }],
    ['nothing but signs', { title: '……' }, { title: '———' }],
  ])('are not taken for such: %s', (_what, one, other) => {
    expect(isSameWork(work(one), work(other), foldText)).toBe(false)
  })

  it('have keys that an index takes, however long a title is', () => {
    const { workKeys, seriesKey } = work({
      title: '长'.repeat(5000),
      series: '丛'.repeat(5000),
      originalTitle: 'x'.repeat(5000),
    })
    expect([...workKeys, seriesKey ?? ''].map(({ length }) => length)).toEqual([160, 160, 160])
  })
})

describe('a series', () => {
  it.each([
    ['甲骨文丛书', '甲骨文丛书'],
    ['甲骨文丛书 ; 12', '甲骨文丛书'],
    ['甲骨文丛书；第3辑', '甲骨文丛书'],
    ['新概念文库 第二辑', '新概念文库'],
    ['Graduate texts in mathematics, 73', 'Graduate texts in mathematics'],
    ['Lecture notes in computer science ; vol. 1234', 'Lecture notes in computer science'],
    ['Springer series vol. 7', 'Springer series'],
    ['村上春树文集（2001版）', '村上春树文集（2001版）'],
    ['； 3', '； 3'],
  ])('%s is called %s', (series, name) => {
    expect(seriesNameOf(series)).toBe(name)
  })

  it('is the same in either script and with any number', () => {
    const keys = ['計算機科學叢書', '计算机科学丛书 ; 5', '《计算机科学丛书》'].map(
      (series) => work({ series }).seriesKey,
    )
    expect(new Set(keys).size).toBe(1)
  })

  it('is none where the record names none', () => {
    expect([work().seriesKey, work({ series: ' ' }).seriesKey, work({ series: '—' }).seriesKey]).toEqual([
      null,
      null,
      null,
    ])
  })
})
