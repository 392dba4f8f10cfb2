import assert from 'node:assert/strict'
import type { Promises } from '../support/promises'
import {
  deadlineIn,
  deskLibrarian,
  newcomer,
  pickupPoint,
  signInWithDemoAccount,
  tab,
  textbook,
  words,
} from './library'
import type { People } from './library'

/** What one step of the story tells the next. */
interface Known {
  bookingId: string
  barcode: string
  deadline: string
  digits: string
  dueAt: string
}

/** From the search to the loan: a reader and a librarian, each with the built mini-program on a phone. */
export async function tellMainStory({ story }: Promises, people: People): Promise<void> {
  const keep = story()
  const known: Known = { bookingId: '', barcode: '', deadline: '', digits: '', dueAt: '' }
  await signingIn(keep, people)
  await booking(keep, people, known)
  await paging(keep, people, known)
  await pickingUp(keep, people, known)
}

type Keep = ReturnType<Promises['story']>

async function signingIn(keep: Keep, { reader, librarian }: People): Promise<void> {
  await keep('the mini-program opens without a login and says which branches are open', async () => {
    reader.launch()
    await reader.see(words.home.welcome)
    await reader.see(words.home.hours)
    await reader.see('总馆')
  })
  await keep('a reader signs in with WeChat and ties the library card to it', async () => {
    await reader.tap('go-sign-in')
    await reader.tap('wechat-sign-in')
    await reader.see(words.account.bindText)
    await reader.submit('account', newcomer.account)
    await reader.arrive(tab.home)
    await reader.see(newcomer.name)
    await reader.see(words.home.nothing)
  })
  await keep('the next start needs no login any more', async () => {
    reader.launch()
    await reader.see(newcomer.name)
  })
  await keep('a librarian signs in and finds the desk on the home screen', async () => {
    librarian.launch()
    await signInWithDemoAccount(librarian, deskLibrarian.account)
    await librarian.see(deskLibrarian.name)
    await librarian.find('open-desk')
  })
}

async function booking(keep: Keep, { reader }: People, known: Known): Promise<void> {
  await keep('typing 数据结构 brings completions, the search the textbook with its free copies', async () => {
    await reader.tap('go-search')
    await reader.type('search', '数据结构')
    await reader.find('suggest-0')
    await reader.tap('suggest-typed')
    await reader.see(textbook)
    await reader.see(/\d+ 册可借/)
  })
  await keep('the title page says where the copies stand', async () => {
    await reader.tap(await reader.findWith('title-', textbook))
    await reader.arrive('packages/title/index')
    await reader.see(words.titles.copiesSection)
    await reader.see(words.titles.readyNow)
  })
  await keep('before the tap the reader sees when the book can be fetched at each pickup point', async () => {
    await reader.tap('book')
    await reader.see(words.bookings.kindPage)
    const choices = await reader.findAll('pickup-')
    assert.ok(choices.length >= 2, 'several pickup points')
    assert.match(await reader.textOf(`pickup-${pickupPoint}`), /可取.*保留 \d+ 天/)
  })
  await keep('one tap books, however often the thumb taps', async () => {
    await reader.tap(`pickup-${pickupPoint}`)
    await reader.tap('submit-booking')
    await reader.tap('submit-booking').catch(() => undefined) // the button may have gone already
    await reader.see(words.bookings.placed.paging)
    const sent = reader.device.requests.filter(({ method, path }) => method === 'POST' && path === '/api/bookings')
    // WeChat shows the button as busy only after a second tap may have come: the library knows it by its key
    assert.equal(new Set(sent.map(({ header }) => header['Idempotency-Key'])).size, 1)
  })
  await keep('the booking says that the reader need not come yet', async () => {
    await reader.tap('see-booking')
    await reader.arrive('pages/bookings/detail')
    known.bookingId = reader.param('id')
    assert.equal(await reader.textOf('booking-status'), words.bookings.status.paging)
    assert.match(await reader.textOf('booking-says'), /还不用来/)
  })
}

async function paging(keep: Keep, { reader, librarian }: People, known: Known): Promise<void> {
  await keep('the book stands on the paging list with its shelf, and one librarian fetches it', async () => {
    await librarian.tap('open-desk')
    await librarian.tap('open-paging')
    await librarian.tap('branch-all')
    const card = `paging-${known.bookingId}`
    while ((await librarian.findFirst([card, 'more-paging'])) !== card) await librarian.tap('more-paging')
    const text = await librarian.textOf(card)
    assert.ok(text.includes(textbook))
    known.barcode = /条码 (\w+)/.exec(text)?.[1] ?? ''
    assert.notEqual(known.barcode, '')
    await librarian.tap(`claim-${known.bookingId}`)
    await librarian.see(words.paging.mine)
  })
  await keep('the scan at the desk says: for the pickup shelf, for whom and until when', async () => {
    librarian.launch()
    await librarian.tap('open-desk')
    await librarian.tap('open-check-in')
    librarian.device.nextScan = known.barcode
    await librarian.tap('scan')
    await librarian.see(words.desk.outcomes.shelve_for_pickup)
    const outcome = await librarian.textOf('outcome')
    assert.ok(outcome.includes(newcomer.account) && outcome.includes(textbook), outcome)
    known.deadline = deadlineIn(outcome)
    assert.notEqual(known.deadline, '', outcome)
  })
  await keep('the home screen says that it is ready, by the very deadline the desk was told', async () => {
    reader.openTab(tab.home)
    await reader.see(words.home.readyCount(1))
    await reader.see(words.home.pickUpBy(known.deadline))
    await reader.tap(`ready-${known.bookingId}`)
    await reader.arrive('pages/bookings/detail')
    await reader.see(words.bookings.says.ready(known.deadline))
  })
  await keep('the message says so too', async () => {
    reader.openTab(tab.me)
    await reader.tap('open-messages')
    await reader.see(words.messages.templates.booking_ready)
    await reader.see(known.deadline)
  })
}

async function pickingUp(keep: Keep, { reader, librarian }: People, known: Known): Promise<void> {
  await keep('the pass shows a code and eight digits', async () => {
    reader.openTab(tab.home)
    await reader.tap('show-pass')
    known.digits = await reader.textOf('pass-digits')
    assert.match(known.digits, /^\d{4} \d{4}$/)
    await reader.find('pass-code')
    await reader.see(textbook)
  })
  await keep('with no network the pass opens from the phone, also after a new start', async () => {
    reader.setOnline(false)
    reader.launch()
    reader.openTab(tab.me)
    await reader.tap('open-pass')
    assert.equal(await reader.textOf('pass-digits'), known.digits)
    await reader.find('pass-code')
    await reader.see(textbook)
  })
  await keep('so do the bookings', async () => {
    reader.openTab(tab.me)
    await reader.tap('my-bookings')
    await reader.see(textbook)
    await reader.see(words.bookings.says.ready(known.deadline))
    reader.setOnline(true)
  })
  await keep('the librarian types the digits and hands the book over', async () => {
    librarian.launch()
    await librarian.tap('open-desk')
    await librarian.tap('open-hand-over')
    await librarian.submit('hand-over-pass', known.digits)
    await librarian.see(words.desk.handedOverCount(1))
    const items = await librarian.textOf('receipt-items')
    assert.ok(items.includes(textbook) && items.includes(words.desk.handedOver), items)
    known.dueAt = deadlineIn(items)
  })
  await keep('the loan is in the reader’s list, due on the day the desk said', async () => {
    reader.launch()
    reader.openTab(tab.me)
    await reader.tap('my-loans')
    await reader.see(textbook)
    assert.notEqual(known.dueAt, '')
    await reader.see(words.loans.dueBy(known.dueAt))
  })
}
