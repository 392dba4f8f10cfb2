import assert from 'node:assert/strict'
import type { Promises } from '../support/promises'
import type { RunningService } from '../support/running-service'
import type { Phone } from './browser'
import { people, signIn, words } from './library'

interface Stage {
  readonly service: RunningService
  readonly reader: Phone
  readonly librarian: Phone
}

type Keep = ReturnType<Promises['story']>

const headline = '考试周通宵开放'
const body = [
  '## 时间',
  '',
  '- 周一至周五 **通宵开放**',
  '- [开放哪些服务](/packages/guide/index)',
  '- [快来领奖](javascript:document.title="hurt")',
  '',
  '<script>document.title = "hurt"</script>',
  '<img src="/nowhere.png" onerror="document.title=\'hurt\'">',
].join('\n')

/** From the publisher's phone to the reader's, with what somebody might slip into a text. */
export async function tellNoticeStory({ story }: Promises, stage: Stage): Promise<void> {
  const keep = story()
  await publishing(keep, stage)
  await reading(keep, stage)
}

async function publishing(keep: Keep, { service, librarian }: Stage): Promise<void> {
  await keep('the publisher writes a notice on a phone and sees it beforehand as readers will', async () => {
    await signIn(librarian, people.publisher)
    await librarian.tap('open-desk')
    await librarian.tap('open-desk-notices')
    await librarian.tap('write-notice')
    await librarian.fill('draft-title-zh', headline)
    await librarian.fill('draft-body-zh', body)
    await librarian.tap('editor-view-preview')
    await librarian.at('preview').getByText('通宵开放').last().waitFor()
    await assertHarmless(librarian, 'preview')
  })
  await keep('one tap publishes it', async () => {
    await librarian.tap('publish-notice')
    await librarian.at('desk-notices').getByText(headline).waitFor()
  })
  await keep('other programs find it in the feed at /feeds/notices.atom, as harmless', async () => {
    const feed = await (await fetch(`${service.origin}/feeds/notices.atom`)).text()
    assert.ok(feed.includes(`<title>${headline}</title>`), feed.slice(0, 2000))
    assert.doesNotMatch(feed, /href=&quot;javascript:|&lt;script|&lt;img|<script|<img/)
  })
}

async function reading(keep: Keep, { reader }: Stage): Promise<void> {
  const row = () => reader.all('notice-').filter({ hasText: headline })
  await keep('the reader finds it on the home screen', async () => {
    await reader.open('/')
    await row().waitFor()
  })
  await keep('in the feed it is marked as unread', async () => {
    await reader.tap('all-notices')
    await row().getByText(words.notices.unread).waitFor()
  })
  await keep('opened, it says what the publisher wrote, and nothing in it can do harm', async () => {
    await row().tap()
    await reader.at('notice-title').filter({ hasText: headline }).waitFor()
    await reader.see('周一至周五')
    await assertHarmless(reader, 'notice-title')
    await reader.see('快来领奖')
    await reader.page.getByText('快来领奖').filter({ visible: true }).tap()
    assert.doesNotMatch(await reader.page.title(), /hurt/)
  })
  await keep('a link in it to a page of the app opens that page', async () => {
    await reader.page.getByRole('link', { name: '开放哪些服务' }).filter({ visible: true }).tap()
    await reader.at('ask-in-group').waitFor()
    await reader.tap('back')
  })
  await keep('once it was read the mark is gone', async () => {
    await reader.tap('back')
    await row().waitFor()
    assert.doesNotMatch((await row().textContent()) ?? '', new RegExp(words.notices.unread))
  })
  await keep('it can be read with the network cut, after a new start of the app', async () => {
    await row().tap()
    await reader.page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
    await reader.setOnline(false)
    await reader.page.reload()
    await reader.see('周一至周五')
    await reader.setOnline(true)
  })
}

/** No markup of the text has become markup of the page, and no address in it runs anything. */
async function assertHarmless(phone: Phone, id: string): Promise<void> {
  assert.doesNotMatch(await phone.page.title(), /hurt/)
  const screen = phone.page.locator('.taro_page', { has: phone.at(id) }).last()
  assert.equal(await screen.locator('script, iframe, img[src*="nowhere"], [onerror]').count(), 0)
  const addresses = await screen.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  assert.deepEqual(addresses, ['/packages/guide/index'])
}
