import { startTestApp, type TestApp } from '../support/app'
import { aTitle, foundLibrary } from '../support/library'

jest.setTimeout(30_000)

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
})
afterAll(() => test.stop())

describe('the citations of a title', () => {
  it('are given in the national style, BibTeX and RIS', async () => {
    const { _id: id } = await aTitle({
      title: '数据结构',
      contributors: [{ name: '严蔚敏', role: 'author' }],
      ...{ place: '北京', publisher: '清华大学出版社', year: 2007 },
    })
    const { items } = await test.anybody('GET /titles/:id/citations', { params: { id } })
    expect(items.map(({ style }) => style)).toEqual(['gbt7714', 'bibtex', 'ris'])
    expect(items[0]?.text).toBe('严蔚敏. 数据结构[M]. 北京: 清华大学出版社, 2007.')
    expect(items[1]?.text).toMatch(/^@book\{yan2007,\n/)
    expect(items[2]?.text).toMatch(/^TY {2}- BOOK\r\n/)
  })

  it('name the day on which an electronic title was read, by the library’s clock', async () => {
    test.clock.set('2026-03-01T17:00:00.000Z')
    const electronic = [{ label: '全文', url: 'https://example.org/b', access: 'open' as const }]
    const { _id: id } = await aTitle({ form: 'ebook', electronic })
    const { items } = await test.anybody('GET /titles/:id/citations', { params: { id } })
    expect(items[0]?.text).toMatch(/2020\[2026-03-02\]\. https:\/\/example\.org\/b\.$/)
  })
})
