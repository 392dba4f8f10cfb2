import { searchTitles } from '../../bff/contract/titles'
import { startTestApp, type TestApp } from '../support/app'
import { send } from '../support/client'
import { book } from '../support/circulation'
import { aCopy, aReader, aTitle, foundLibrary } from '../support/library'
import { until } from '../support/promises'

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
  await aTitle({
    title: 'Say "yes" \\ or </script> 说“是”\u2028',
    subtitle: '一',
    edition: '第2版',
    class: null,
    year: null,
  })
  await aCopy(await aTitle({ title: '声学基础', language: 'eng', form: 'ebook', isbns: ['9787305088131'] }))
  await test.followSearch()
})
afterAll(() => test.stop())

async function search(query: object, headers: Record<string, string> = {}) {
  const { response } = await send(test.origin, null, 'GET /titles', { query }, { headers })
  return { response, text: await response.text() }
}

describe('the answer of a search', () => {
  it('is what the contract says, and nothing besides', async () => {
    for (const query of [{}, { q: '声学' }, { q: 'yes' }, { q: '没有的书' }, { available: true, branch: 'main' }]) {
      const answer: unknown = JSON.parse((await search(query)).text)
      expect(searchTitles.response.parse(answer)).toEqual(answer)
    }
  })

  it('keeps every sign of a title as it is', async () => {
    const { items } = searchTitles.response.parse(JSON.parse((await search({ q: 'yes' })).text))
    expect(items.map(({ title }) => title)).toEqual(['Say "yes" \\ or </script> 说“是”\u2028'])
  })

  it('names branches and facets in the language of the reader', async () => {
    const { facets } = searchTitles.response.parse(
      JSON.parse((await search({ q: '声学' }, { 'Accept-Language': 'en' })).text),
    )
    expect(facets).toEqual({
      branch: [{ value: 'main', label: 'Main', count: 1 }],
      language: [{ value: 'eng', label: 'English', count: 1 }],
      class: [{ value: 'T', label: 'Technology', count: 1 }],
      form: [{ value: 'ebook', label: 'E-book', count: 1 }],
      year: [{ value: '2020', label: '2020', count: 1 }],
    })
  })

  it('is not sent again while the library has the same, however long the search took', async () => {
    const first = await search({ q: '声学' })
    const again = await search({ q: '声学' }, { 'If-None-Match': first.response.headers.get('ETag') ?? '' })
    expect(again.response.status).toBe(304)
    expect(again.text).toBe('')
  })

  it('is given again as it is to who asks the same, each time under an id of its own', async () => {
    const first = await search({ q: '声学', size: 7 }, { 'X-Request-Id': 'one' })
    const again = await search({ q: '声学', size: 7 }, { 'X-Request-Id': 'two' })
    // the time that it took tells that it was not made twice
    expect(again.text).toBe(first.text)
    expect(again.response.headers.get('X-Request-Id')).toBe('two')
    const of = ({ response }: typeof first) =>
      ['ETag', 'Content-Type', 'Cache-Control', 'Vary', 'X-Content-Type-Options'].map((name) =>
        response.headers.get(name),
      )
    expect(of(again)).toEqual(of(first))
  })

  it('is not given to who reads another language', async () => {
    await search({ q: '声学', size: 8 }, { 'Accept-Language': 'zh-CN' })
    expect((await search({ q: '声学', size: 8 }, { 'Accept-Language': 'en' })).text).toContain('"label":"Main"')
  })

  it('is sent anew once a copy has gone', async () => {
    const title = await aTitle({ title: '水声学原理' })
    await aCopy(title)
    await until(async () => (await search({ q: '水声学' })).text.includes('"available":1') || undefined, { what: 'it' })
    const before = await search({ q: '水声学' })
    await book(test, await aReader(), title)
    const condition = { 'If-None-Match': before.response.headers.get('ETag') ?? '' }
    const after = await until(
      async () => {
        const answer = await search({ q: '水声学' }, condition)
        return answer.response.status === 200 ? answer : undefined
      },
      { what: 'an availability of now' },
    )
    expect(searchTitles.response.parse(JSON.parse(after.text)).items[0]?.availability.available).toBe(0)
  })
})
