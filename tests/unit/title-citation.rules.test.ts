import { citeInBibtex } from '../../bff/features/titles/citation-bibtex.rules'
import { citeInGbt } from '../../bff/features/titles/citation-gbt.rules'
import { citeInRis } from '../../bff/features/titles/citation-ris.rules'
import { citedTitleOf } from '../../bff/features/titles/title-citation.rules'
import { romanize } from '../../bff/infra/romanize'

type Citable = Parameters<typeof citedTitleOf>[0]
type Role = Citable['contributors'][number]['role']

const by = (role: Role, ...names: string[]) => names.map((name) => ({ name, role }))

const structures: Citable = {
  form: 'book',
  title: '数据结构',
  subtitle: null,
  contributors: by('author', '严蔚敏', '吴伟民'),
  edition: null,
  place: '北京',
  publisher: '清华大学出版社',
  year: 2007,
  series: null,
  parts: [],
  isbns: ['9787302147510'],
  subjects: ['数据结构'],
  language: 'chi',
  originalTitle: null,
  electronic: [],
}

const algorithms: Citable = {
  ...structures,
  title: 'Introduction to Algorithms',
  contributors: by('author', ...['Cormen, Thomas H.', 'Leiserson, Charles E.', 'Rivest, Ronald L.', 'Stein, Clifford']),
  ...{ edition: '3rd ed.', place: 'Cambridge, Mass.', publisher: 'MIT Press', year: 2009, language: 'eng' },
  isbns: ['9780262033848'],
  subjects: ['Algorithms'],
}

const gbt = (own: Partial<Citable>, title = structures) => citeInGbt(citedTitleOf({ ...title, ...own }), '2026-03-02')
const bibtex = (own: Partial<Citable>, title = structures) => citeInBibtex(citedTitleOf({ ...title, ...own }), romanize)
const ris = (own: Partial<Citable>, title = structures) => citeInRis(citedTitleOf({ ...title, ...own }))

describe('a title in GB/T 7714-2015', () => {
  const open = [{ label: '全文', url: 'https://example.org/b', access: 'open' as const }]
  it.each<[string, Partial<Citable>, string]>([
    ['a Chinese book', {}, '严蔚敏, 吴伟民. 数据结构[M]. 北京: 清华大学出版社, 2007.'],
    [
      'more than three authors, a later edition and a subtitle',
      { contributors: by('author', '甲一', '乙二', '丙三', '丁四'), edition: '第2版', subtitle: 'C语言版' },
      '甲一, 乙二, 丙三, 等. 数据结构: C语言版[M]. 2版. 北京: 清华大学出版社, 2007.',
    ],
    ['a first edition', { edition: '第一版' }, '严蔚敏, 吴伟民. 数据结构[M]. 北京: 清华大学出版社, 2007.'],
    ['a twelfth edition', { edition: '第十二版' }, '严蔚敏, 吴伟民. 数据结构[M]. 12版. 北京: 清华大学出版社, 2007.'],
    ['an edition of words', { edition: '修订本' }, '严蔚敏, 吴伟民. 数据结构[M]. 修订本. 北京: 清华大学出版社, 2007.'],
    [
      'a translation',
      {
        title: '思考，快与慢',
        contributors: [...by('author', '丹尼尔·卡尼曼'), ...by('translator', '胡晓姣', '李爱民')],
      },
      '卡尼曼. 思考，快与慢[M]. 胡晓姣, 李爱民, 译. 北京: 清华大学出版社, 2007.',
    ],
    [
      'foreign names with initials, a country and an original name',
      { contributors: by('author', 'J.D.塞林格', '[美]戴维·A.帕特森', '克努特, (Knuth, Donald E.)') },
      '塞林格 J D, 帕特森, 克努特. 数据结构[M]. 北京: 清华大学出版社, 2007.',
    ],
    ['no author', { contributors: [] }, '数据结构[M]. 北京: 清华大学出版社, 2007.'],
    [
      'editors alone, who then answer for it',
      { contributors: by('editor', '中国科学院') },
      '中国科学院. 数据结构[M]. 北京: 清华大学出版社, 2007.',
    ],
    [
      'neither place, publisher nor year',
      { place: null, publisher: null, year: null },
      '严蔚敏, 吴伟民. 数据结构[M]. [出版地不详]: [出版者不详], [出版年不详].',
    ],
    [
      'volumes, cited as one work',
      { parts: ['上册', '下册'] },
      '严蔚敏, 吴伟民. 数据结构[M]. 北京: 清华大学出版社, 2007.',
    ],
    [
      'a thesis',
      { form: 'thesis', contributors: by('author', '李明'), publisher: '清华大学' },
      '李明. 数据结构[D]. 北京: 清华大学, 2007.',
    ],
    [
      'an e-book, with the day it was read',
      { form: 'ebook', electronic: open },
      '严蔚敏, 吴伟民. 数据结构[M/OL]. 北京: 清华大学出版社, 2007[2026-03-02]. https://example.org/b.',
    ],
    [
      'a journal that goes on',
      { form: 'journal', contributors: by('author', '中国图书馆学会'), title: '图书馆学通讯', year: 1957 },
      '中国图书馆学会. 图书馆学通讯[J]. 北京: 清华大学出版社, 1957-.',
    ],
    [
      'what would break a line',
      { title: '题\u0000名\r\n第二行。', contributors: by('author', '张\u202e三\n') },
      '张 三. 题 名 第二行[M]. 北京: 清华大学出版社, 2007.',
    ],
  ])('cites %s', (_what, own, line) => {
    expect(gbt(own)).toBe(line)
  })

  it.each<[string, Partial<Citable>, string]>([
    [
      'more than three authors',
      {},
      'CORMEN T H, LEISERSON C E, RIVEST R L, et al. Introduction to Algorithms[M]. 3rd ed. Cambridge, Mass.: MIT Press, 2009.',
    ],
    [
      'names the other way round, and bodies',
      { contributors: by('author', 'Donald E. Knuth', 'American Library Association', 'García Márquez, Gabriel') },
      'KNUTH D E, American Library Association, GARCÍA MÁRQUEZ G. Introduction to Algorithms[M]. 3rd ed. Cambridge, Mass.: MIT Press, 2009.',
    ],
    [
      'a translator, and nothing known of its making',
      {
        contributors: [...by('author', 'Achebe, Chinua, 1930-'), ...by('translator', 'Lee, Ann')],
        ...{ place: null, publisher: null, year: null, edition: 'First edition' },
      },
      'ACHEBE C. Introduction to Algorithms[M]. LEE A, trans. [S.l.]: [s.n.], [n.d.].',
    ],
  ])('cites in English %s', (_what, own, line) => {
    expect(gbt(own, algorithms)).toBe(line)
  })
})

describe('a title in BibTeX', () => {
  it('is an entry under the author and the year', () => {
    expect(bibtex({}, algorithms)).toBe(
      [
        '@book{cormen2009,',
        '  author = {Cormen, Thomas H. and Leiserson, Charles E. and Rivest, Ronald L. and Stein, Clifford},',
        '  title = {{Introduction to Algorithms}},',
        '  edition = {3},',
        '  publisher = {MIT Press},',
        '  address = {Cambridge, Mass.},',
        '  year = {2009},',
        '  isbn = {9780262033848},',
        '  language = {english},',
        '}',
      ].join('\n'),
    )
  })

  it.each<[string, Partial<Citable>, string]>([
    ['a Chinese author by the family name as it is said', { contributors: by('author', '单国华') }, '@book{shan2007,'],
    ['no author by the title', { contributors: [], title: '史记', year: null }, '@book{shijind,'],
    ['no letters at all', { contributors: [], title: '123' }, '@book{title2007,'],
    ['a thesis', { form: 'thesis' }, '@phdthesis{yan2007,'],
    ['a thesis with its school', { form: 'thesis' }, 'school = {清华大学出版社}'],
    ['translators', { contributors: by('translator', '孙致礼') }, 'translator = {孙致礼}'],
    ['volumes', { parts: ['上册', '下册'] }, 'volumes = {2}'],
    ['a body as one name', { contributors: by('author', 'Simon and Schuster') }, 'author = {{Simon and Schuster}}'],
    [
      'signs of TeX',
      { publisher: 'A&B 50% $1 #2 a_b ~ ^' },
      'A\\&B 50\\% \\$1 \\#2 a\\_b \\textasciitilde{} \\textasciicircum{}',
    ],
    ['a backslash', { publisher: '\\input' }, '{\\textbackslash{}input}'],
  ])('knows %s', (_what, own, part) => {
    expect(bibtex(own)).toContain(part)
  })

  it('stays one entry, whatever braces a record has', () => {
    const hostile = bibtex({ title: '}, evil = {1}} @book{x, {{', publisher: '}\n}', series: '{' })
    expect(hostile.split('{')).toHaveLength(hostile.split('}').length)
    expect(hostile.match(/^@/gm)).toHaveLength(1)
    expect(hostile).toContain('\\textbraceright{}, evil = \\textbraceleft{}1')
  })
})

describe('a title in RIS', () => {
  it('has a line for each fact, ended as the format asks', () => {
    expect(
      ris({
        contributors: [...by('author', 'Brian W. Kernighan'), ...by('editor', '王五'), ...by('translator', '徐宝文')],
        ...{ title: 'C程序设计语言', edition: '第2版', series: '计算机科学丛书', originalTitle: 'The C Language' },
      }).split('\r\n'),
    ).toEqual([
      'TY  - BOOK',
      'AU  - Kernighan, Brian W.',
      'ED  - 王五',
      'A4  - 徐宝文',
      'TI  - C程序设计语言',
      'OP  - The C Language',
      'T3  - 计算机科学丛书',
      'ET  - 2版',
      'CY  - 北京',
      'PB  - 清华大学出版社',
      'PY  - 2007',
      'SN  - 9787302147510',
      'KW  - 数据结构',
      'LA  - zh',
      'ER  - ',
      '',
    ])
  })

  it('cannot be made to begin another record', () => {
    const lines = ris({ title: '书\r\nER  - \r\nTY  - BOOK', subjects: ['\n', 'a\u2028ER  - '] }).split(
      /\r\n|\n|\u2028/,
    )
    expect(lines.filter((line) => line.startsWith('ER'))).toEqual(['ER  - '])
    expect(lines.filter((line) => line.startsWith('TY'))).toEqual(['TY  - BOOK'])
  })

  it.each([
    ['thesis', 'THES'],
    ['ebook', 'EBOOK'],
    ['journal', 'JFULL'],
  ] as const)('says that a %s is one', (form, type) => {
    expect(ris({ form })).toMatch(`TY  - ${type}\r\n`)
  })
})
