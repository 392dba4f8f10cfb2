import { isProblem } from '../../bff/domain/import-problem'
import { columnsOf, recordOfRows } from '../../bff/features/catalogue-import/csv-import.rules'
import { holdingsMapping, usualMapping } from '../../bff/features/catalogue-import/holdings-mapping.rules'
import type { Holdings } from '../../bff/features/catalogue-import/holdings.rules'
import { recordOfJson } from '../../bff/features/catalogue-import/json-import.rules'
import { recordOfMarc } from '../../bff/features/catalogue-import/marc-import.rules'
import { isChineseClass, withoutIsbd } from '../../bff/features/catalogue-import/marc-text.rules'
import { cnmarcBook, marc21Book, marcRecord, type FieldWish, type RecordWish } from '../support/marc'

const branches = new Map([
  ['main', 'main'],
  ['总馆', 'main'],
  ['science', 'science'],
])
const usual: Holdings = { mapping: usualMapping, branches }

function read(wish: RecordWish, holdings = usual) {
  const record = recordOfMarc(marcRecord(wish), { dialect: null, holdings })
  if (isProblem(record)) throw new Error(record.code)
  return record
}

describe('MARC21', () => {
  test('a book is read without the punctuation of the cards', () => {
    const { controlNumber, title } = read(
      marc21Book('m1', '数据结构', [
        ['250', '  ', 'a', '第2版.'],
        ['300', '  ', 'a', '334页 ;', 'c', '26 cm'],
        ['490', '1 ', 'a', '清华大学计算机系列教材'],
        ['650', ' 0', 'a', '数据结构', 'v', '教材.'],
        ['520', '  ', 'a', '本书介绍数据结构。'],
        ['505', '0 ', 'a', '第1章 -- 第2章'],
        ['084', '  ', 'a', 'TP311.12', '2', 'clc'],
        ['856', '40', 'u', 'https://ebooks.example.edu/1', 'y', '电子版'],
      ]),
    )

    expect(controlNumber).toBe('m1')
    expect(title).toMatchObject({
      title: '数据结构',
      contributors: [{ name: '严蔚敏', role: 'author' }],
      publisher: '清华大学出版社',
      place: '北京',
      year: 2007,
      edition: '第2版',
      pages: '334页',
      series: '清华大学计算机系列教材',
      isbns: ['9787302147510'],
      language: 'chi',
      class: 'TP311.12',
      form: 'book',
      subjects: ['数据结构-教材'],
      summary: '本书介绍数据结构。',
      contents: '第1章 -- 第2章',
      electronic: [{ label: '电子版', url: 'https://ebooks.example.edu/1', access: 'campus' }],
    })
  })

  test('the script of the book goes first, its romanisation still finds it', () => {
    const { title } = read({
      fields: [
        ['001', 'm2'],
        ['100', '1 ', '6', '880-01', 'a', 'Cao, Xueqin.'],
        ['245', '10', '6', '880-02', 'a', 'Hong lou meng /', 'c', 'Cao Xueqin zhu.'],
        ['880', '1 ', '6', '100-01/$1', 'a', '曹雪芹.'],
        ['880', '10', '6', '245-02/$1', 'a', '紅樓夢 /', 'c', '曹雪芹著.'],
      ],
    })

    expect(title).toMatchObject({
      title: '紅樓夢',
      otherTitles: ['Hong lou meng'],
      contributors: [{ name: '曹雪芹', role: 'author' }],
    })
  })

  test('parallel titles, translators, editors and online books are told apart', () => {
    const { title } = read({
      fields: [
        ['001', 'm3'],
        ['008', '070301s2011    nyu     o     000 0 eng d'],
        ['020', '  ', 'a', '0-262-03384-4 (hardcover)', 'q', 'alk. paper'],
        ['020', '  ', 'z', '9780000000000'],
        ['245', '00', 'a', 'Algorithms =', 'b', '算法 /', 'c', 'edited by A.'],
        ['264', ' 1', 'a', '[Cambridge] :', 'b', 'MIT Press,', 'c', '[2011]'],
        ['700', '1 ', 'a', 'Cormen, Thomas H.,', 'd', '1956-', 'e', 'editor.'],
        ['700', '1 ', 'a', '潘金贵,', 'e', '译.'],
        ['700', '1 ', 'a', 'Someone,', 't', 'Another work.'],
        ['690', '  ', 'a', 'Local words'],
      ],
    })

    expect(title).toMatchObject({
      title: 'Algorithms',
      subtitle: null,
      otherTitles: ['算法'],
      contributors: [
        { name: 'Cormen, Thomas H.', role: 'editor' },
        { name: '潘金贵', role: 'translator' },
      ],
      place: 'Cambridge',
      isbns: ['0-262-03384-4'],
      form: 'ebook',
      class: null,
      subjects: ['Local words'],
    })
  })
})

describe('CNMARC', () => {
  test('a book is recognised by its fields and read', () => {
    const { controlNumber, title } = read(
      cnmarcBook('c1', '数据结构', [
        ['205', '  ', 'a', '第2版'],
        ['215', '  ', 'a', '334页', 'd', '26cm'],
        ['225', '2 ', 'a', '清华大学计算机系列教材', 'v', '3'],
        ['330', '  ', 'a', '本书介绍数据结构。'],
        ['517', '1 ', 'a', '数据结构C语言版'],
        ['606', '0 ', 'a', '数据结构', 'x', '高等学校', 'j', '教材'],
        ['702', ' 0', 'a', '吴伟民', '4', '主编'],
        ['702', ' 0', 'a', '张三', '4', '译'],
      ]),
    )

    expect(controlNumber).toBe('c1')
    expect(title).toMatchObject({
      title: '数据结构',
      otherTitles: ['数据结构C语言版'],
      contributors: [
        { name: '严蔚敏', role: 'author' },
        { name: '吴伟民', role: 'editor' },
        { name: '张三', role: 'translator' },
      ],
      publisher: '清华大学出版社',
      year: 2007,
      edition: '第2版',
      pages: '334页',
      series: '清华大学计算机系列教材 ; 3',
      isbns: ['978-7-302-14751-0'],
      language: 'chi',
      class: 'TP311.12',
      subjects: ['数据结构-高等学校-教材'],
    })
  })

  test('without headings, the title page says who made it; a part is named behind the whole', () => {
    const fields: FieldWish[] = [
      ['001', 'c2'],
      ['200', '1 ', 'a', '史记', 'h', '上册', 'd', 'Records of the Historian', 'f', '司马迁著', 'g', '张三, 李四译'],
      ['454', ' 0', '1', '2001 ', 'a', 'Shiji'],
    ]

    expect(read({ fields }).title).toMatchObject({
      title: '史记. 上册',
      otherTitles: ['Records of the Historian'],
      originalTitle: 'Shiji',
      contributors: [
        { name: '司马迁', role: 'author' },
        { name: '张三', role: 'translator' },
        { name: '李四', role: 'translator' },
      ],
    })
  })
})

test('a record without a control number or a title is a problem, a deleted one needs no title', () => {
  const options = { dialect: null, holdings: usual }

  expect(recordOfMarc(marcRecord({ fields: [['245', '10', 'a', 'T']] }), options)).toMatchObject({
    code: 'title.no_control_number',
  })
  expect(recordOfMarc(marcRecord({ fields: [['001', 'x']] }), options)).toMatchObject({ code: 'title.no_title' })
  expect(recordOfMarc(marcRecord({ fields: [['001', 'x']], status: 'd' }), options)).toMatchObject({ isDeleted: true })
})

describe('holdings', () => {
  test('the usual fields become copies at branches known by id or name', () => {
    const wish = cnmarcBook('c1', 'T', [
      ['905', '  ', 'a', '总馆', 'b', 'B1', 'b', 'B2', 'd', 'TP311.12', 'e', 'Y240'],
      ['905', '  ', 'a', '总馆', 'd', 'TP311.12'],
      ['952', '  ', 'p', 'B3', 'a', 'science', 'o', 'TP311.12/Y240'],
    ])

    expect(read(wish)).toMatchObject({
      copies: [
        { barcode: 'B1', branchId: 'main', callNumber: 'TP311.12/Y240', loanType: 'normal', status: 'available' },
        { barcode: 'B2', branchId: 'main' },
        { barcode: 'B3', branchId: 'science' },
      ],
      problems: [],
    })
  })

  const mapping = holdingsMapping.parse({
    fields: [{ tag: '905', barcode: 'b', location: 'c', callNumber: 'd', loanType: 't', status: 's', part: 'v' }],
    locations: { ZK3: { branch: 'main', floor: '3F', area: '科技借阅区' }, WX: { branch: 'west' } },
    loanTypes: { 馆内阅览: 'reference_only' },
    statuses: { X: 'withdrawn' },
  })

  test('a mapping file says what the words of a library mean', () => {
    const wish = cnmarcBook('c1', 'T', [
      ['905', '  ', 'b', 'B1', 'c', 'ZK3', 'd', 'TP3/1', 't', '馆内阅览', 's', 'X', 'v', '上册'],
    ])

    expect(read(wish, { mapping, branches }).copies).toEqual([
      {
        barcode: 'B1',
        branchId: 'main',
        part: '上册',
        floor: '3F',
        area: '科技借阅区',
        callNumber: 'TP3/1',
        loanType: 'reference_only',
        status: 'withdrawn',
      },
    ])
  })

  test('what nobody has explained is a problem of that copy, never a guess', () => {
    const field = (more: readonly string[]) => ['905', '  ', ...more] as const satisfies FieldWish
    const wish = cnmarcBook('c1', 'T', [
      field(['b', 'B1', 'c', 'NO']),
      field(['b', 'B2', 'c', 'WX']),
      field(['b', 'B3']),
      field(['b', 'B4', 'c', 'ZK3', 't', '?']),
      field(['b', 'B5', 'c', 'ZK3', 's', 'on_loan']),
      field(['c', 'ZK3']),
      field(['b', 'B6', 'c', 'ZK3']),
      field(['b', 'B6', 'c', 'ZK3']),
    ])

    const { copies, problems } = read(wish, { mapping, branches })

    expect(copies.map(({ barcode }) => barcode)).toEqual(['B6'])
    expect(problems.map(({ code, details }) => [code, details['barcode'] ?? details['field']])).toEqual([
      ['copy.no_barcode', '905'],
      ['copy.unknown_location', 'B1'],
      ['copy.unknown_branch', 'B2'],
      ['copy.no_branch', 'B3'],
      ['copy.unknown_loan_type', 'B4'],
      ['copy.unknown_status', 'B5'],
      ['copy.barcode_twice', 'B6'],
    ])
  })

  test('a mapping with a key that means nothing is refused', () => {
    expect(() => holdingsMapping.parse({ fields: [{ tag: '905', barcode: 'b', brnach: 'a' }] })).toThrow(/brnach/)
  })
})

describe('tables', () => {
  test('rows of one title are its copies; headers are known in both languages', () => {
    const columns = columnsOf(['控制号', '题名', '作者', 'ISBN', '出版年', '条码号', '分馆', '索书号'])
    if (!columns) throw new Error('columns')

    const record = recordOfRows(
      [
        ['1', '数据结构', '严蔚敏；吴伟民', '9787302147510', '2007.3', 'B1', '总馆', 'TP311'],
        ['1', '数据结构', '', '', '', 'B2', 'science', 'TP311'],
      ],
      columns,
      usual,
    )

    expect(record).toMatchObject({
      controlNumber: '1',
      title: { title: '数据结构', year: 2007, contributors: [{ name: '严蔚敏' }, { name: '吴伟民' }] },
      copies: [{ barcode: 'B1' }, { barcode: 'B2', branchId: 'science' }],
    })
    expect(columnsOf(['title', 'author'])).toBeNull()
  })

  test('a line of JSON is our own shape, and every mistake in it is named', () => {
    const line = {
      id: 7,
      title: 'T',
      contributors: ['A', { name: 'B', role: 'translator' }],
      copies: [{ barcode: 'B1', branch: 'main' }],
    }

    expect(recordOfJson(JSON.stringify(line), usual)).toMatchObject({
      controlNumber: '7',
      title: { title: 'T', contributors: [{ name: 'A', role: 'author' }, { role: 'translator' }] },
      copies: [{ barcode: 'B1' }],
    })
    expect(recordOfJson('{"id":"1","tilte":"T","year":"x"}', usual)).toMatchObject({
      code: 'json.wrong',
      details: { says: [expect.stringContaining('year'), expect.stringContaining('tilte')] },
    })
    expect(recordOfJson('{"id":', usual)).toMatchObject({ code: 'json.wrong' })
  })
})

test('punctuation goes, initials stay', () => {
  expect(['数据结构 /', '北京 :', '2007.', 'Knuth, Donald E.', 'Wiley & Sons, Inc.,'].map(withoutIsbd)).toEqual([
    ...['数据结构', '北京', '2007', 'Knuth, Donald E.', 'Wiley & Sons, Inc.'],
  ])
})

test('中图法 is told from other classifications', () => {
  const known = ['TP311.12', 'I247.5', 'K', 'O1-0', 'H319.4:I', 'R-62', 'F0']
  expect([...known, 'QA76.9 .D35', 'QA76.9', '005.1', 'W1', 'Z'].filter(isChineseClass)).toEqual([...known, 'Z'])
})
