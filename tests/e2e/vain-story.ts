import assert from 'node:assert/strict'
import type { Promises } from '../support/promises'
import { until } from '../support/promises'
import type { RunningService } from '../support/running-service'
import type { Phone } from './browser'
import { askAs, people, signIn, words } from './library'

interface Stage {
  readonly service: RunningService
  readonly reader: Phone
  readonly librarian: Phone
}

type Keep = ReturnType<Promises['story']>

/** The first word finds books, the second is in no book of the world. */
const known = '数据结构'
const vain = `${known} 凫徯朱厌`
const { titles, suggestions } = words

/** A search that finds nothing, and one that cannot be asked: neither is a dead end, and the library learns of the first. */
export async function tellVainStory({ story }: Promises, stage: Stage): Promise<void> {
  await signIn(stage.reader, people.student)
  await signIn(stage.librarian, people.desk)
  await waysOn(story(), stage)
  await noNetwork(story(), stage)
  await demand(story(), stage)
}

async function searchInVain(reader: Phone): Promise<void> {
  await reader.open('/pages/search/index')
  await reader.submit('search', vain)
  await reader.see(titles.nothing)
}

async function waysOn(keep: Keep, { reader }: Stage): Promise<void> {
  await keep('nothing found: the library may buy it, and the words typed are in the form', async () => {
    await searchInVain(reader)
    await reader.tap('suggest-purchase')
    await reader.at('suggest-title').waitFor()
    assert.equal(await reader.at('suggest-title').inputValue(), vain)
    await reader.tap('back')
  })
  await keep('or a librarian is asked in a group', async () => {
    await reader.tap('ask-group')
    await reader.all('group-').first().waitFor()
    await reader.tap('back')
  })
  await keep('or the people are asked who get books from other libraries', async () => {
    await reader.tap('document-delivery')
    await reader.see('本馆没有的论文与章节怎么拿到')
    await reader.tap('back')
  })
  await keep('or fewer words are searched, with the number of titles they find', async () => {
    assert.equal(await reader.all('sort-').count(), 0, 'nothing is there to be sorted')
    const said = /(\d+) 种/.exec(await reader.textOf('fewer-words'))?.[1] ?? ''
    assert.notEqual(said, '')
    await reader.tap('fewer-words')
    await reader
      .at('result-count')
      .getByText(titles.results(Number(said)))
      .waitFor()
    assert.equal(await reader.at('search').inputValue(), known)
  })
  await keep('and where the last word is the known one, the others are left out', async () => {
    await reader.open('/pages/search/index')
    await reader.submit('search', vain.split(' ').reverse().join(' '))
    await reader.at('fewer-words').getByText(known).waitFor()
  })
  await keep('where only the filters leave nothing, they can be cleared at once', async () => {
    await reader.submit('search', '三体')
    await reader.at('result-count').waitFor()
    await reader.tap('open-filters')
    await reader.all('facet-year-').first().tap()
    await reader.tap('show-results')
    await reader.submit('search', known)
    await reader.see(titles.nothingFiltered)
    await reader.tap('clear-filters')
    await reader.at('result-count').waitFor()
  })
}

async function noNetwork(keep: Keep, { reader }: Stage): Promise<void> {
  await keep('without a network what was searched lately is still there', async () => {
    await reader.open('/pages/search/index')
    await reader.at('recent-0').waitFor()
    await reader.page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
    await reader.setOnline(false)
    await reader.page.reload()
    await reader.at('recent-0').waitFor()
  })
  await keep('a search then says why it cannot be answered, and searches again with one tap', async () => {
    await reader.submit('search', '概率论')
    await reader.see(words.errors['network.offline'])
    await reader.setOnline(true)
    await reader.tap('retry')
    await reader.at('result-count').waitFor()
  })
}

async function demand(keep: Keep, { service, librarian }: Stage): Promise<void> {
  await keep('the librarian finds what was searched in vain, with how often, and a tap searches it', async () => {
    const ask = await askAs(service, people.desk)
    // the counts are written a few seconds later, so that no search waits for them
    const counted = await until(() => timesSearched(ask), { what: vain })
    await librarian.open('/packages/desk/index')
    await librarian.tap('open-not-found')
    const row = librarian.all('search-again-').filter({ hasText: vain })
    const more = librarian.at('more-not-found')
    await librarian.all('search-again-').first().waitFor()
    while (!(await row.isVisible()) && (await more.isVisible())) await more.tap()
    await row.getByText(words.demand.times(counted)).waitFor()
    await row.tap()
    // the words “nothing found” stand on the screen before, too
    await librarian.at('ask-group').waitFor()
    assert.equal(await librarian.at('search').inputValue(), vain)
  })
  await keep('librarians, who do not suggest purchases, are not asked to', async () => {
    assert.equal(
      await librarian.page.getByText(suggestions.title, { exact: true }).filter({ visible: true }).count(),
      0,
    )
  })
}

async function timesSearched(ask: (path: string) => Promise<unknown>): Promise<number | undefined> {
  // as the contract says
  const { items } = (await ask('/desk/demand/not-found?limit=100')) as { items: { query: string; searches: number }[] }
  return items.find(({ query }) => query === vain)?.searches
}
