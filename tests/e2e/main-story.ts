import assert from 'node:assert/strict'
import type { Promises } from '../support/promises'
import type { RunningService } from '../support/running-service'
import type { Phone } from './browser'
import { askAs, deadlineIn, people, signIn, textbook, words } from './library'

interface Stage {
  readonly service: RunningService
  readonly reader: Phone
  readonly librarian: Phone
}

/** What one step of the story tells the next. */
interface Known {
  bookingId: string
  barcode: string
  deadline: string
  digits: string
  dueAt: string
}

type Keep = ReturnType<Promises['story']>

/** From the search to the loan, with a reader's and a librarian's browser. */
export async function tellMainStory({ story }: Promises, stage: Stage): Promise<void> {
  const keep = story()
  const known: Known = { bookingId: '', barcode: '', deadline: '', digits: '', dueAt: '' }
  await booking(keep, stage, known)
  await paging(keep, stage, known)
  await pickingUp(keep, stage, known)
}

async function booking(keep: Keep, { reader }: Stage, known: Known): Promise<void> {
  await keep('a reader signs in and is greeted by name', async () => {
    await reader.open('/')
    await reader.tap('go-sign-in')
    await reader.tap(`demo-${people.newcomer}`)
    await reader.see('新小雨')
    await reader.see(words.home.nothing)
  })
  await keep('typing 数据结构 brings completions, the search the textbook with its free copies', async () => {
    await reader.tap('go-search')
    await reader.at('search').pressSequentially('数据结构')
    await reader.at('suggest-0').waitFor()
    await reader.at('search').press('Enter')
    const row = reader.all('title-').filter({ hasText: textbook }).first()
    await row.getByText(/\d+ 册可借/).waitFor()
    await row.tap()
    await reader.see(words.titles.readyNow)
  })
  await keep('before the tap the reader sees when the book can be fetched at each pickup point', async () => {
    await reader.tap('book')
    await reader.see(words.bookings.kindPage)
    assert.ok((await reader.all('pickup-').count()) >= 2, 'several pickup points')
    assert.match(await reader.textOf('pickup-main-desk'), /可取.*保留 \d+ 天/)
  })
  await keep('one tap books', async () => {
    await reader.tap('pickup-main-desk')
    await reader.tap('submit-booking')
    await reader.see(words.bookings.placed.paging)
    await reader.tap('see-booking')
    await reader.at('booking-says').waitFor()
    assert.match(await reader.textOf('booking-says'), /还不用来/)
    known.bookingId = new URL(reader.page.url()).searchParams.get('id') ?? ''
    assert.notEqual(known.bookingId, '')
  })
}

async function paging(keep: Keep, { reader, librarian }: Stage, known: Known): Promise<void> {
  await keep('the book stands on the paging list with its shelf, and one librarian fetches it', async () => {
    await signIn(librarian, people.desk)
    await librarian.tap('open-desk')
    await librarian.tap('open-paging')
    await librarian.tap('branch-all')
    const card = librarian.at(`paging-${known.bookingId}`)
    const more = librarian.at('more-paging')
    await librarian.all('paging-').first().waitFor()
    while (!(await card.isVisible()) && (await more.isVisible())) await more.tap()
    await card.waitFor()
    known.barcode = /条码 (\w+)/.exec((await card.textContent()) ?? '')?.[1] ?? ''
    await librarian.tap(`claim-${known.bookingId}`)
    await card.getByText(words.paging.mine).waitFor()
  })
  await keep('a scanner that types the barcode needs no tap into the field first', async () => {
    await librarian.open('/packages/desk/check-in')
    await librarian.at('check-in-barcode').waitFor()
    await librarian.page.keyboard.type(known.barcode)
    await librarian.page.keyboard.press('Enter')
    await librarian.at('outcome').getByText(words.desk.outcomes.shelve_for_pickup).waitFor()
    const outcome = await librarian.textOf('outcome')
    assert.ok(outcome.includes(people.newcomer) && outcome.includes(textbook), outcome)
    known.deadline = deadlineIn(outcome)
    assert.notEqual(known.deadline, '', outcome)
  })
  await keep('the home screen says that it is ready, by the very deadline the desk was told', async () => {
    await reader.open('/')
    await reader.see(words.home.pickUpBy(known.deadline))
    await reader.tap(`ready-${known.bookingId}`)
    await reader.see(words.bookings.says.ready(known.deadline))
  })
}

async function pickingUp(keep: Keep, { service, reader, librarian }: Stage, known: Known): Promise<void> {
  await keep('the pass opens with no network, with its code and the very digits the library issued', async () => {
    await reader.open('/')
    await reader.at('show-pass').waitFor()
    await reader.page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
    await reader.setOnline(false)
    await reader.tap('show-pass')
    known.digits = await reader.textOf('pass-digits')
    assert.match(known.digits, /^\d{4} \d{4}$/)
    const ask = await askAs(service, people.newcomer)
    const { digits } = (await ask('/pickup-pass')) as { digits: string } // as the contract says
    assert.equal(known.digits.replace(' ', ''), digits)
    await reader.at('pass-code').waitFor()
  })
  await keep('it opens even after the browser was closed and started with no network', async () => {
    await reader.page.reload()
    assert.equal(await reader.textOf('pass-digits'), known.digits)
    await reader.see(textbook)
    await reader.setOnline(true)
  })
  await keep('the librarian types the digits and hands the book over', async () => {
    await librarian.open('/packages/desk/hand-over')
    await librarian.submit('hand-over-pass', known.digits)
    await librarian.see(words.desk.handedOverCount(1))
    const items = await librarian.textOf('receipt-items')
    assert.ok(items.includes(textbook) && items.includes(words.desk.handedOver), items)
    known.dueAt = deadlineIn(items)
    assert.notEqual(known.dueAt, '', items)
  })
  await keep('the loan is in the reader’s list, due on the day the desk said', async () => {
    await reader.open('/pages/bookings/index?view=loans')
    const row = reader.all('loan-').filter({ hasText: textbook }).first()
    await row.getByText(words.loans.dueBy(known.dueAt)).waitFor()
  })
}
