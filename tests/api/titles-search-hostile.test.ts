import { searchTitles } from '../../bff/contract/titles'
import { startTestApp, type TestApp } from '../support/app'
import { aCopy, aTitle, foundLibrary } from '../support/library'
import { askAt, errorAt, invalid } from '../support/raw-http'

jest.setTimeout(60_000)

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
  await aCopy(await aTitle({ title: '数据结构与算法', isbns: ['9787302147510'] }))
  await test.followSearch()
  // the first search in Chinese reads the dictionary
  await askAt(test, asked('数据结构'))
})
afterAll(() => test.stop())

const asked = (text: string) => `/api/titles?q=${encodeURIComponent(text)}`

/** On a machine that does other things, too. */
const patienceMs = 1000

describe('a search for what nobody means', () => {
  it.each([
    ['nothing', ''],
    ['spaces', ' \t '],
    ['only punctuation', '！？。，、《》……——'],
    ['unbalanced quotes', '"数据结构 “机器 author:"knuth'],
    ['500 quotes', '"'.repeat(500)],
    ['a minus alone', '-'],
    ['a field name alone', 'author:'],
    ['signs of regular expressions', '.*+[('],
    ['operators of SQL', "' OR 1=1 -- UNION SELECT * FROM titles"],
    ['operators of MongoDB', '{"$gt":""} $where: function() { return true }'],
    ['names of object members', '__proto__ constructor toString'],
    ['characters without width and marks of direction', '\u202e数\u200b据\ufeff\u202c'],
    ['letters under a flood of marks', `d${'\u0335\u0489'.repeat(200)}ata`],
    ['pictures', '📚👩‍🎓🇨🇳'],
    ['pinyin without end', 'zhchsh'.repeat(80)],
    ['500 characters nobody has written together', '囧罡垚犇鱻淼焱鑫'.repeat(62)],
  ])('is answered, soon: %s', async (_, text) => {
    const startedAt = performance.now()
    const { status, text: body } = await askAt(test, asked(text))
    expect([200, 422]).toContain(status)
    if (status === 200) searchTitles.response.parse(JSON.parse(body))
    else expect(await errorAt(test, asked(text))).toEqual(invalid('query.q'))
    expect(performance.now() - startedAt).toBeLessThan(patienceMs)
  })

  it.each([
    ['more than a text may have', asked('a'.repeat(501)), 'query.q'],
    ['an operator in the place of a text', '/api/titles?q[$ne]=1', 'query.q[$ne]'],
    ['a page that is no number', '/api/titles?page=last', 'query.page'],
    ['a page nobody turns to', '/api/titles?page=1000000000000', 'query.page'],
    ['a page before the first', '/api/titles?page=0', 'query.page'],
    ['more on a page than there may be', '/api/titles?size=100000', 'query.size'],
    ['an unknown field', '/api/titles?field=$where', 'query.field'],
    ['the same twice', '/api/titles?q=a&q=b', 'query.q'],
  ])('is refused with its path: %s', async (_, path, problem) => {
    expect(await errorAt(test, path)).toEqual(invalid(problem))
  })

  it('is refused before it is read when it is longer than any address', async () => {
    expect(await errorAt(test, asked('数'.repeat(10_000)))).toEqual({
      status: 413,
      code: 'request.too_large',
      problems: [],
    })
  })

  it.each(['%00', '%ff%fe', '%ed%a0%80', '%'])('is answered or refused when it is no text: %s', async (bytes) => {
    expect([200, 400, 422]).toContain((await askAt(test, `/api/titles?q=${bytes}`)).status)
  })
})
