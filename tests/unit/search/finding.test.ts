import { engineWith, idsFound, QUICKLY_MS, search, titleRecord, type Engine } from './support'

let engine: Engine

beforeAll(async () => {
  engine = await engineWith([
    titleRecord({
      id: 'yan',
      title: '数据结构（C语言版）',
      authors: ['严蔚敏', '吴伟民'],
      publisher: '清华大学出版社',
      subjects: ['数据结构', '高等学校教材'],
      series: '清华大学计算机系列教材',
      isbns: ['978-7-302-14751-0'],
      callNumbers: ['TP311.12/Y158'],
      class: 'TP311.12',
      year: 2007,
    }),
    titleRecord({ id: 'weiss', title: '数据 结构与算法分析', authors: ['Weiss, Mark Allen'], class: 'TP312C' }),
    titleRecord({ id: 'hongloumeng', title: '红楼梦', authors: ['曹雪芹'], class: 'I242.4', isbns: ['7-02-000220-X'] }),
    titleRecord({ id: 'hongxue', title: '紅樓夢研究', authors: ['俞平伯'], class: 'I207.411' }),
    titleRecord({ id: 'mingzhu', title: '外国文学名著导读', parallelTitles: ['A Reader of World Classics'] }),
    titleRecord({ id: 'cpp', title: 'The C++ Programming Language', authors: ['Stroustrup, Bjarne'], language: 'eng' }),
    titleRecord({ id: 'python', title: 'Python 3 网络爬虫', authors: ['崔庆才'] }),
    titleRecord({
      id: 'godel',
      title: 'On Formally Undecidable Propositions',
      authors: ['Gödel, Kurt'],
      language: 'eng',
    }),
    titleRecord({ id: 'rare', title: '𠮷野家的经营', authors: ['王伟'] }),
  ])
  // as the service does before its first search
  await engine.restore('')
})

describe('Chinese titles', () => {
  test.each([
    ['a word of the title', '数据结构', ['yan', 'weiss']],
    ['the words separately', '数据 结构', ['yan', 'weiss']],
    ['the title with its author', '严蔚敏 数据结构', ['yan']],
    ['title and author without a space', '红楼梦曹雪芹', ['hongloumeng']],
    ['a part of a word', '楼梦', ['hongloumeng', 'hongxue']],
    ['one character', '梦', ['hongloumeng', 'hongxue']],
    ['a word with another connective than the title has', '数据结构和算法', ['weiss']],
    ['a character outside the basic plane', '𠮷野家', ['rare']],
    ['such a character alone', '𠮷', ['rare']],
  ])('are found by %s', async (_, text, expected) => {
    expect((await idsFound(engine, text)).sort()).toEqual([...expected].sort())
  })

  test('are found by any part of them, however either is cut into words', async () => {
    const title = Array.from('外国文学名著导读')
    for (let from = 0; from < title.length; from++) {
      for (let to = from + 1; to <= title.length; to++) {
        expect(await idsFound(engine, title.slice(from, to).join(''))).toContain('mingzhu')
      }
    }
  })

  test('are found when a word is remembered with something in between', async () => {
    expect(await idsFound(engine, '外国名著')).toEqual(['mingzhu'])
    expect(await idsFound(engine, '经营野家')).toEqual(['rare'])
  })
})

describe('traditional, variant and simplified characters', () => {
  test.each([
    ['紅樓夢', '红楼梦'],
    ['數據結構', '数据结构'],
    ['世界名著', '世界名着'],
    ['嚴蔚敏', '严蔚敏'],
    ['裏', '里'],
    ['羣書', '群书'],
  ])('%s finds what %s finds', async (traditional, simplified) => {
    expect(await search(engine, traditional)).toEqual(await search(engine, simplified))
  })

  test('a record in traditional characters is found in simplified ones', async () => {
    expect(await idsFound(engine, '红楼梦研究')).toEqual(['hongxue'])
  })

  test('full-width letters and punctuation are like half-width ones', async () => {
    expect(await idsFound(engine, 'Ｃ＋＋')).toEqual(['cpp'])
    expect(await idsFound(engine, '数据结构(Ｃ语言版)')).toEqual(['yan'])
  })
})

describe('names', () => {
  test.each(['严蔚敏', '蔚敏', '严', '严蔚', '吴伟民'])('%s finds her book', async (name) => {
    expect(await idsFound(engine, name)).toContain('yan')
  })

  test('diacritics need not be typed, and may be', async () => {
    expect(await idsFound(engine, 'godel')).toEqual(['godel'])
    expect(await idsFound(engine, 'GÖDEL')).toEqual(['godel'])
  })
})

describe('Latin words', () => {
  test('the last word may be unfinished', async () => {
    expect(await idsFound(engine, 'the c++ prog')).toEqual(['cpp'])
    expect(await idsFound(engine, 'prog c++')).toEqual([])
  })

  test('C++ is not C', async () => {
    expect(await idsFound(engine, 'C++')).toEqual(['cpp'])
    expect((await idsFound(engine, 'C')).sort()).toEqual(['cpp', 'yan'])
  })

  test('a number may touch its word or not', async () => {
    expect(await idsFound(engine, 'python3')).toEqual(['python'])
    expect(await idsFound(engine, 'Python 3')).toEqual(['python'])
  })

  test('parallel titles find the title', async () => {
    expect(await idsFound(engine, 'world classics')).toEqual(['mingzhu'])
  })
})

describe('ISBN', () => {
  test.each([
    '9787302147510',
    '978-7-302-14751-0',
    'ISBN 978-7-302-14751-0',
    'ISBN-13: 978 7 302 14751 0',
    '7302147515',
    '7-302-14751-5',
    '９７８７３０２１４７５１０',
    '978‑7‑302‑14751‑0',
    '978730214',
    '730214',
  ])('%s finds the book, and only it', async (isbn) => {
    expect(await idsFound(engine, isbn)).toEqual(['yan'])
    expect(await idsFound(engine, isbn, { field: 'isbn' })).toEqual(['yan'])
  })

  test('an ISBN-10 in the record is found by its ISBN-13', async () => {
    expect(await idsFound(engine, '9787020002207')).toEqual(['hongloumeng'])
    expect(await idsFound(engine, '702000220x')).toEqual(['hongloumeng'])
  })

  test('one digit off finds nothing', async () => {
    expect(await idsFound(engine, '9787302147511')).toEqual([])
  })

  test('fewer than six digits are not taken for an ISBN', async () => {
    expect(await idsFound(engine, '97873')).toEqual([])
  })

  test('words are no ISBN', async () => {
    expect(await idsFound(engine, '数据结构', { field: 'isbn' })).toEqual([])
  })
})

describe('call numbers and classes', () => {
  test.each(['TP311.12/Y158', 'tp311.12 y158', 'TP311', 'TP311.12'])('%s leads to the shelf', async (mark) => {
    expect(await idsFound(engine, mark)).toEqual(['yan'])
    expect(await idsFound(engine, mark, { field: 'call_number' })).toEqual(['yan'])
  })

  test('a prefix finds the whole class', async () => {
    expect((await idsFound(engine, 'I2', { field: 'call_number' })).sort()).toEqual(['hongloumeng', 'hongxue'])
  })
})

describe('a field', () => {
  test('holds the words to it', async () => {
    expect(await idsFound(engine, '清华大学', { field: 'publisher' })).toEqual(['yan'])
    expect(await idsFound(engine, '清华大学', { field: 'title' })).toEqual([])
    expect(await idsFound(engine, '数据结构', { field: 'subject' })).toEqual(['yan'])
    expect(await idsFound(engine, '曹雪芹', { field: 'author' })).toEqual(['hongloumeng'])
    expect(await idsFound(engine, '红楼梦', { field: 'author' })).toEqual([])
  })

  test('every word must be found, in whichever field', async () => {
    expect(await idsFound(engine, '清华 严蔚敏')).toEqual(['yan'])
    expect(await idsFound(engine, '清华 曹雪芹')).toEqual([])
  })
})

describe('whatever is typed', () => {
  const hostile: [string, string][] = [
    ['10,000 letters', 'a'.repeat(10_000)],
    ['10,000 Chinese characters', '数据结构与算法分析'.repeat(1_112)],
    ['10,000 words', 'data '.repeat(2_000)],
    ['ligatures that grow when folded', 'ﷺ'.repeat(5_000)],
    ['only punctuation', '！？。，、《》……——'],
    ['control characters', '\u0000\u0001\u001b[31m\u007f'],
    ['lone surrogates', '\ud800\udc00\ud800 \udfff'],
    ['regular expression characters', '.*+[('],
    ['operators of databases', '{"$gt":""} \'; DROP TABLE titles; --'],
    ['names of object members', '__proto__ constructor toString'],
    ['operators of SQL', "' OR 1=1 -- UNION SELECT * FROM titles"],
    ['operators of MongoDB', '$where: function() { return true } $ne $regex'],
    ['unbalanced quotes', '"数据结构 “机器 author:"knuth'],
    ['500 quotes', '"'.repeat(500)],
    ['a minus alone', '-'],
    ['nothing but minus signs', '- -- -"" -author:'],
    ['a field name alone', 'author:'],
    ['fields of fields', 'author:title:subject:isbn:'],
    ['characters without width', '数\u200b据\u200d结\ufeff构'],
    ['marks of direction', '\u202e数据\u202c \u200fdata\u200e'],
    ['letters under a flood of marks', `d\u0301${'\u0335\u0489'.repeat(100)}ata`],
    ['pinyin without end', 'zhchsh'.repeat(40)],
    ['many words nobody has written', 'qwrt plkj zxvb mnbv hgfd rtyp wqzx '.repeat(20)],
    ['many characters nobody has written together', '囧罡垚犇鱻淼焱鑫'.repeat(20)],
    ['emoji', '📚📖'],
    ['combining marks alone', '\u0301\u0302\u0303'.repeat(300)],
  ]

  test.each(hostile)('%s gets an answer, quickly', async (_, text) => {
    for (const field of ['any', 'title', 'author', 'subject', 'publisher', 'isbn', 'call_number'] as const) {
      const start = performance.now()
      const { total, hits } = await search(engine, text, { field })
      expect(hits).toHaveLength(Math.min(total, 20))
      expect(performance.now() - start).toBeLessThan(QUICKLY_MS)
    }
    await expect(engine.suggest(text, 10)).resolves.toBeInstanceOf(Array)
  })

  test('nothing but signs finds nothing, and does not pass for an empty query', async () => {
    expect((await search(engine, '？！')).total).toBe(0)
    expect((await search(engine, '  \t ')).total).toBe(engine.size())
  })

  test('absurd pages and sizes are empty, not errors', async () => {
    const expectEmpty = async (page: number, size: number) => {
      expect((await search(engine, '', { page, size })).hits).toEqual([])
    }
    await expectEmpty(1_000_000_000, 20)
    await expectEmpty(2, 100)
    await expectEmpty(1, 0)
    expect((await search(engine, '', { page: -3, size: 1_000 })).hits).toHaveLength(engine.size())
  })

  test('records with odd text can be put and found by what is sound in them', async () => {
    const odd = await engineWith([
      titleRecord({ id: 'odd', title: '\ud800坏掉的\u0000题名\udc00', authors: ['', '   '], isbns: ['not an isbn'] }),
      titleRecord({ id: 'empty', title: '' }),
    ])
    expect(await idsFound(odd, '题名')).toEqual(['odd'])
    expect(odd.size()).toBe(2)
  })
})
