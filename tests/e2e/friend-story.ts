import assert from 'node:assert/strict'
import type { Promises } from '../support/promises'
import type { RunningService } from '../support/running-service'
import type { Phone } from './browser'
import { askAs, layReady, people, signIn, tapYes, words } from './library'

interface Stage {
  readonly service: RunningService
  readonly passerBy: Phone
  readonly reader: Phone
  readonly librarian: Phone
}

type Keep = ReturnType<Promises['story']>

const who = people.student

/** Somebody else collects, once; and what the library knows about one afterwards. */
export async function tellFriendStory({ story }: Promises, stage: Stage): Promise<void> {
  await collecting(story(), stage)
  await knowing(story(), stage)
}

async function collecting(keep: Keep, { service, passerBy, reader, librarian }: Stage): Promise<void> {
  let digits = ''
  let book = ''
  const showIt = async (phone: Phone) => {
    await phone.open('/packages/desk/hand-over')
    await phone.submit('hand-over-pass', digits)
  }
  await keep('a reader makes a pass for one book that is ready, and sees what it opens', async () => {
    await signIn(reader, who)
    await signIn(librarian, people.desk)
    book = await layReady(service, { account: who, reader, librarian })
    await reader.open('/pages/bookings/pass')
    await reader.tap('open-delegate')
    await reader.all('delegate-').filter({ hasText: book }).first().tap()
    await reader.tap('make-pass')
    digits = await reader.textOf('pass-digits')
    assert.match(digits, /^\d{4} \d{4}$/)
    assert.equal(
      await reader.at('pass-books').getByRole('button').or(reader.at('pass-books').locator('> *')).count(),
      1,
    )
  })
  await keep('withdrawn, it opens nothing, and the desk says that it was withdrawn', async () => {
    await reader.tap('withdraw-pass')
    await tapYes(reader)
    await reader.see(words.passes.withdrawn)
    await showIt(librarian)
    await librarian.see(words.refusals['pass.withdrawn'])
  })
  await keep('another one is held out by the friend, who has no account here', async () => {
    await reader.open('/packages/passes/index')
    await reader.all('delegate-').filter({ hasText: book }).first().tap()
    await reader.tap('make-pass')
    digits = await reader.textOf('pass-digits')
    const query = new URLSearchParams({
      pass: 'as it was sent',
      digits: digits.replace(' ', ''),
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      books: book,
    })
    await passerBy.open(`/packages/passes/shown?${query.toString().replaceAll('+', '%20')}`)
    assert.equal(await passerBy.textOf('pass-digits'), digits)
  })
  await keep('the desk hands the book over and sees for whom', async () => {
    await showIt(librarian)
    await librarian.see(words.desk.handedOverCount(1))
    await librarian.at('receipt-delegate').waitFor()
  })
  await keep('it has worked once: the owner is told, and the loan is the owner’s', async () => {
    await reader.open('/packages/account/messages')
    await reader.see(words.messages.templates.pass_used)
    await reader.open('/packages/passes/index')
    await reader.at('make-pass').or(reader.at('find-books')).first().waitFor()
    assert.equal(await reader.all('pass-').count(), 0)
  })
}

async function knowing(keep: Keep, { service, reader, librarian }: Stage): Promise<void> {
  await keep('whoever of the staff opens an account is named to its reader', async () => {
    await librarian.open('/packages/desk/reader')
    await librarian.submit('account-reader', who)
    await librarian.at('account-number').waitFor()
    await reader.open('/packages/account/privacy')
    await reader.at('account-views').getByText('刘敏').first().waitFor()
  })
  await keep('one’s own data comes as one file', async () => {
    const saved = reader.page.waitForEvent('download')
    await reader.tap('export-data')
    const file = await (await saved).createReadStream()
    const chunks: Buffer[] = []
    for await (const chunk of file) chunks.push(chunk as Buffer) // a stream of bytes
    const text = Buffer.concat(chunks).toString()
    assert.ok(text.includes(who) && text.includes('bookings'), text.slice(0, 200))
  })
  await keep('whether history is kept is the reader’s choice, and what the library stores', async () => {
    const ask = await askAs(service, who)
    // as the contract says
    const keepsHistory = async () => ((await ask('/me/privacy')) as { keepsHistory: boolean }).keepsHistory
    await reader.tap('forget-history')
    await tapYes(reader)
    await reader.see(words.privacy.withdrawn)
    assert.equal(await keepsHistory(), false)
    await reader.tap('keep-history')
    await reader.see(words.privacy.kept)
    assert.equal(await keepsHistory(), true)
  })
  await keep('nothing is erased while books are on loan, and every reason is said', async () => {
    await reader.tap('erase-data')
    await tapYes(reader)
    await reader.page.getByRole('listitem').filter({ visible: true }).first().waitFor()
  })
}
