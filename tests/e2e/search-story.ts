import assert from 'node:assert/strict'
import type { Promises } from '../support/promises'
import { until } from '../support/promises'
import type { RunningService } from '../support/running-service'
import type { Phone } from './browser'
import { askAs, people, signIn, textbook, words } from './library'

interface Stage {
  readonly service: RunningService
  readonly reader: Phone
}

interface Found {
  readonly total: number
  readonly items: readonly { readonly id: string; readonly title: string; readonly year?: number }[]
}

type Keep = ReturnType<Promises['story']>

const who = people.student
const { titles, titlePage } = words
const styles = ['gbt7714', 'bibtex', 'ris'] as const
/** A title with another edition, in a series of more than the page lists, among others on the shelf. */
const novel = { title: '一九八四', original: 'Nineteen Eighty-Four', series: '译文名著文库' }

/** From a few letters to the page of a title and what stands around it, and back to the place in the list. */
export async function tellSearchStory({ story }: Promises, stage: Stage): Promise<void> {
  await signIn(stage.reader, who)
  await typing(story(), stage)
  await narrowing(story(), stage)
  await citing(story(), stage)
  await lookingAround(story(), stage)
  await comingBack(story(), stage)
}

async function search(reader: Phone, q: string): Promise<void> {
  await reader.open('/pages/search/index')
  await reader.submit('search', q)
}

const rowsIn = (reader: Phone) => reader.at('results').locator('[id^="title-"]')

/** What the library itself finds. */
async function findIn(service: RunningService, query: Readonly<Record<string, string>>): Promise<Found> {
  const ask = await askAs(service, who)
  return (await ask(`/titles?${new URLSearchParams(query).toString()}`)) as Found // as the contract says
}

async function typing(keep: Keep, { reader }: Stage): Promise<void> {
  await keep(
    'initials of pinyin bring books and what others have searched; a tap on the words searches them',
    async () => {
      await reader.open('/pages/search/index')
      await reader.at('search').pressSequentially('sjjg')
      await reader.page.getByRole('button', { name: titles.suggested.title(textbook), exact: true }).waitFor()
      await reader.page.getByRole('button', { name: titles.suggested.query('数据结构'), exact: true }).tap()
      await rowsIn(reader).filter({ hasText: textbook }).waitFor()
      assert.equal(await reader.at('search').inputValue(), '数据结构')
    },
  )
  await keep('a tap on a completion that is a book opens the book', async () => {
    await reader.open('/pages/search/index')
    await reader.at('search').pressSequentially('hlm')
    await reader.page.getByRole('button', { name: titles.suggested.title('红楼梦'), exact: true }).tap()
    await reader.at('book').waitFor()
    await reader.see('曹雪芹 著')
  })
  await keep('a wrong character finds the book all the same, and it is said what was searched instead', async () => {
    await search(reader, '数剧结构')
    await reader.at('correction').getByText(titles.correction('数据结构')).waitFor()
    await rowsIn(reader).filter({ hasText: textbook }).waitFor()
    await reader.tap('correction')
    await reader.at('correction').waitFor({ state: 'detached' })
    assert.equal(await reader.at('search').inputValue(), '数据结构')
  })
  await keep('traditional characters find what simplified ones find', async () => {
    await search(reader, '程序設計')
    const traditional = await allRows(reader)
    await search(reader, '程序设计')
    assert.deepEqual(await allRows(reader), traditional)
  })
  await keep('an ISBN with its hyphens finds one title, the right one', async () => {
    await search(reader, '978-7-302-14751-0')
    await reader.at('result-count').getByText(titles.results(1)).waitFor()
    await rowsIn(reader).filter({ hasText: textbook }).waitFor()
  })
  await keep('what was searched is offered again, and goes one by one', async () => {
    await reader.tap('search-clear')
    await reader.at('recent-0').getByText('978-7-302-14751-0').waitFor()
    await reader.tap('edit-recent')
    await reader.tap('forget-0')
    await reader.tap('edit-recent')
    await reader.at('recent-0').getByText('程序设计').waitFor()
    await reader.tap('recent-0')
    await rowsIn(reader).first().waitFor()
  })
}

async function allRows(reader: Phone): Promise<string[]> {
  await rowsIn(reader).first().waitFor()
  return rowsIn(reader).evaluateAll((rows) => rows.map(({ id }) => id))
}

async function narrowing(keep: Keep, { service, reader }: Stage): Promise<void> {
  const q = '经济'
  await keep('“available now” and a branch narrow the list to the counts they said', async () => {
    const query = { q, available: 'true', branch: 'main' }
    const [all, narrowed] = [await findIn(service, { q }), await findIn(service, query)]
    assert.ok(narrowed.total > 0 && narrowed.total < all.total, `${narrowed.total} of ${all.total}`)
    await search(reader, q)
    await reader.at('result-count').getByText(titles.results(all.total)).waitFor()
    await reader.tap('available-only')
    await reader.tap('open-filters')
    await reader.at('facet-branch-main').getByText(String(narrowed.total), { exact: true }).waitFor()
    await reader.tap('facet-branch-main')
    await reader.at('show-results').getByText(titles.showResults(narrowed.total)).waitFor()
    await reader.tap('show-results')
    await reader.at('result-count').getByText(titles.results(narrowed.total)).waitFor()
    await reader.at('open-filters').getByText(titles.filtersOn(2)).waitFor()
    for (const row of await rowsIn(reader).allTextContents()) assert.match(row, /\d+ 册可借/)
  })
  await keep('the newest first, under the same conditions', async () => {
    await reader.tap('sort-newest')
    const { items } = await findIn(service, { q, available: 'true', branch: 'main', sort: 'newest' })
    const ids = items.map(({ id }) => `title-${id}`)
    await until(async () => (await allRows(reader)).join() === ids.join() || undefined, { what: 'that order' })
    const years = items.map(({ year = 0 }) => year)
    assert.deepEqual(
      years,
      years.toSorted((one, two) => two - one),
    )
  })
  await keep('one tap takes all conditions away', async () => {
    await reader.tap('open-filters')
    await reader.tap('clear-filters')
    await reader.tap('show-results')
    const { total } = await findIn(service, { q })
    await reader.at('result-count').getByText(titles.results(total)).waitFor()
  })
}

async function citing(keep: Keep, { service, reader }: Stage): Promise<void> {
  const { origin } = new URL(reader.wire.origin)
  await reader.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin })
  const clipboard = () => reader.page.evaluate(() => navigator.clipboard.readText())
  await keep('a title is cited in three styles, each of them to be copied', async () => {
    await search(reader, textbook)
    await rowsIn(reader).filter({ hasText: textbook }).first().tap()
    await reader.tap('cite')
    const ask = await askAs(service, who)
    const id = new URL(reader.page.url()).searchParams.get('id') ?? ''
    // as the contract says
    const { items } = (await ask(`/titles/${id}/citations`)) as { items: { style: string; text: string }[] }
    for (const style of styles) {
      await reader.tap(`copy-${style}`)
      await reader.see(titlePage.citationCopied)
      const said = items.find((one) => one.style === style)?.text ?? ''
      assert.match(said, /严蔚敏/)
      await until(async () => (await clipboard()) === said.replaceAll('\r\n', '\n') || undefined, { what: said })
    }
    await reader.tap('citations-close')
  })
  await keep('a shared link opens the same title for somebody else', async () => {
    await reader.tap('share-title')
    await reader.see(titlePage.linkCopied)
    const link = await until(async () => /^http.*/.exec(await clipboard())?.[0], { what: 'a link' })
    const page = await reader.context.newPage()
    await page.goto(link)
    await page.getByText(textbook).filter({ visible: true }).first().waitFor()
    assert.equal(new URL(page.url()).searchParams.get('id'), new URL(reader.page.url()).searchParams.get('id'))
    await page.close()
  })
  await reader.context.clearPermissions()
}

async function lookingAround(keep: Keep, { service, reader }: Stage): Promise<void> {
  await keep('from a translation to the original, another edition of the same work', async () => {
    await search(reader, novel.title)
    await rowsIn(reader).filter({ hasText: novel.title }).first().tap()
    await reader.at('book').waitFor()
    await reader.all('title-').filter({ hasText: novel.original }).first().tap()
    await reader.page.getByRole('heading', { name: novel.original, exact: true }).waitFor()
    await reader.tap('back')
    await reader.page.getByRole('heading', { name: novel.title, exact: true }).waitFor()
  })
  await keep('the book is in sight among its neighbours on the shelf, and a tap opens one', async () => {
    const shelf = reader.at('nearby')
    await shelf.scrollIntoViewIfNeeded()
    const mark = await shelf.getByText(titlePage.thisOne).boundingBox()
    assert.ok(mark !== null && mark.x > 0 && mark.x + mark.width < 375, 'this one is in sight')
    const neighbour = shelf.locator('[id^="near-"]').first()
    const id = ((await neighbour.getAttribute('id')) ?? '').replace('near-', '')
    await neighbour.tap()
    await until(() => new URL(reader.page.url()).searchParams.get('id') === id || undefined, { what: id })
    await reader.at('book').waitFor()
    await reader.tap('back')
  })
  await keep('the rest of the series is one tap away', async () => {
    await reader.page.getByRole('heading', { name: novel.title, exact: true }).waitFor()
    await reader.tap('all-series')
    const { total } = await findIn(service, { q: `丛书:"${novel.series}"` })
    assert.ok(total > 6, `${total} in the series`)
    await reader.at('result-count').getByText(titles.results(total)).waitFor()
  })
}

async function comingBack(keep: Keep, { reader }: Stage): Promise<void> {
  await keep('back from a title the list stands where it was', async () => {
    await search(reader, '大学')
    await rowsIn(reader).nth(19).scrollIntoViewIfNeeded()
    const row = rowsIn(reader).nth(25)
    await row.scrollIntoViewIfNeeded()
    const before = await row.boundingBox()
    await row.tap()
    await reader.at('book').waitFor()
    await reader.tap('back')
    await reader.at('results').waitFor()
    const after = await until(async () => (await rowsIn(reader).nth(25).boundingBox()) ?? undefined, {
      what: 'the row',
    })
    assert.ok(before !== null && Math.abs(after.y - before.y) < 4, `at ${after.y}, was at ${before?.y ?? 0}`)
  })
}
