import assert from 'node:assert/strict'
import type { Promises } from '../support/promises'
import { until } from '../support/promises'
import type { RunningService } from '../support/running-service'
import type { Phone } from './browser'
import { askAs, bookHere, people, planVisit, signIn, tapYes, titlesOnShelf, words, workHere } from './library'

interface Stage {
  readonly service: RunningService
  readonly reader: Phone
  readonly librarian: Phone
}

type Keep = ReturnType<Promises['story']>

/** What one hour of the day tells the next. */
interface Day {
  /** Titles on the shelves of the main library in more than one copy. */
  books: readonly { readonly id: string; readonly title: string; readonly barcodes: readonly string[] }[]
  readonly fetched: string[]
  visitPath: string
  borrowed: string
}

const who = people.staff

/** The main library from opening to closing, as its readers and the librarian at its desk live it. */
export async function tellBranchDayStory({ story }: Promises, stage: Stage): Promise<void> {
  const keep = story()
  const day: Day = { books: [], fetched: [], visitPath: '', borrowed: '' }
  await opening(keep, stage, day)
  await fetching(keep, stage, day)
  await visiting(keep, stage, day)
  await atTheCounter(keep, stage, day)
  await inTheReadingRoom(keep, stage, day)
  await closing(keep, stage, day)
}

async function opening(keep: Keep, { service, reader, librarian }: Stage, day: Day): Promise<void> {
  await keep('opening: the desk says where one works and how much waits, before the first tap', async () => {
    await signIn(librarian, people.desk)
    await workHere(librarian)
    for (const figure of ['to-fetch', 'on-shelf', 'to-clear'])
      await until(async () => /\d/.test(await librarian.textOf(figure)) || undefined, { what: `the figure ${figure}` })
  })
  await keep('a member of the staff books two books that stand on the shelves here', async () => {
    day.books = await titlesOnShelf(service, { account: who, branchId: 'main', copies: 2, count: 4 })
    await signIn(reader, who)
    for (const { id } of day.books.slice(0, 2)) await bookHere(reader, id)
  })
}

async function fetching(keep: Keep, { reader, librarian }: Stage, day: Day): Promise<void> {
  const [first, second] = day.books
  await keep('both are on the paging list with their shelves, and one tap claims one', async () => {
    await librarian.open('/packages/desk/paging')
    const card = await pagingCard(librarian, first?.title ?? '')
    day.fetched.push(await barcodeOn(card))
    await card.getByText(words.paging.claim, { exact: true }).tap()
    await card.getByText(words.paging.mine).waitFor()
  })
  await keep('a book that is not on its shelf is said so, and another copy takes its place at once', async () => {
    const card = await pagingCard(librarian, second?.title ?? '')
    const missing = await barcodeOn(card)
    await card.getByText(words.paging.notFound, { exact: true }).tap()
    await tapYes(librarian)
    await librarian.at('not-found-outcome').getByText(words.paging.notFoundOutcomes.another_copy).waitFor()
    const other = await until(
      async () => {
        const now = await barcodeOn(await pagingCard(librarian, second?.title ?? ''))
        return now === missing ? undefined : now
      },
      { what: 'the other copy' },
    )
    day.fetched.push(other)
  })
  await keep('what was fetched is scanned book after book and goes to the pickup shelf', async () => {
    await librarian.open('/packages/desk/check-in')
    await librarian.at('check-in-barcode').waitFor()
    for (const barcode of day.fetched) {
      await librarian.page.keyboard.type(barcode)
      await librarian.page.keyboard.press('Enter')
      await outcomeOf(librarian, barcode, words.desk.outcomes.shelve_for_pickup)
    }
  })
  await keep('the reader finds both ready on the home screen', async () => {
    await reader.open('/')
    await reader.all('ready-').nth(1).waitFor()
  })
}

/** The answer to one scan: in large letters, with the barcode it is about. */
async function outcomeOf(librarian: Phone, barcode: string, outcome: string): Promise<void> {
  await until(
    async () => {
      const said = await librarian.textOf('outcome')
      return (said.includes(barcode) && said.includes(outcome) && !said.includes(words.desk.working)) || undefined
    },
    { what: `${outcome} for ${barcode}` },
  )
}

/** The card of a title, wherever it stands on the list: whoever walks scrolls on. */
async function pagingCard(librarian: Phone, title: string) {
  const card = librarian.all('paging-').filter({ hasText: title }).first()
  const more = librarian.at('more-paging')
  await until(
    async () => {
      if (await card.isVisible()) return true
      if (await more.isVisible()) await more.tap()
      return undefined
    },
    { what: `${title} on the paging list`, instead: () => 'it is on no page' },
  )
  return card
}

async function barcodeOn(card: { textContent(): Promise<string | null> }): Promise<string> {
  return /条码 (\w+)/.exec((await card.textContent()) ?? '')?.[1] ?? ''
}

async function visiting(keep: Keep, { reader, librarian }: Stage, day: Day): Promise<void> {
  await keep('one visit is planned for both, on the first day with a free time', async () => {
    await reader.tap('plan-visit')
    await planVisit(reader)
    assert.equal(await reader.all('booking-').count(), 2)
    day.visitPath = new URL(reader.page.url()).pathname + new URL(reader.page.url()).search
  })
  await keep('"I have arrived" is on the open screen of the desk within two seconds', async () => {
    await librarian.open('/packages/desk/arrivals')
    await librarian.see(words.arrivals.live)
    await reader.tap('arrive')
    const told = performance.now()
    await librarian.at('here').getByText(who).waitFor({ timeout: 2000 })
    assert.ok(performance.now() - told < 2000)
    await reader.at('visit-says').getByText(words.visits.says.arrived).waitFor()
  })
  await keep('the pass hands both over in one scan', async () => {
    await reader.tap('show-pass')
    const digits = await reader.textOf('pass-digits')
    await librarian.tap('to-hand-over')
    await librarian.submit('hand-over-pass', digits)
    await librarian.see(words.desk.handedOverCount(2))
  })
  await keep('the visit is over by that, for the reader and for the desk', async () => {
    await reader.open(day.visitPath)
    await reader.at('visit-says').getByText(words.visits.says.completed).waitFor()
    await librarian.open('/packages/desk/arrivals')
    await librarian.at('to-hand-over').waitFor()
    assert.equal(await librarian.at('here').getByText(who).count(), 0)
  })
}

async function atTheCounter(keep: Keep, { librarian }: Stage, day: Day): Promise<void> {
  const walkIn = day.books[2]
  await keep('a reader who brings a book from the shelf borrows it at the counter', async () => {
    await librarian.open('/packages/desk/check-out')
    await librarian.submit('check-out-reader', people.external)
    await librarian.submit('check-out-barcode', walkIn?.barcodes[0] ?? '')
    await librarian.at('lent').getByText(words.desk.lent, { exact: true }).waitFor()
    assert.ok((await librarian.textOf('lent')).includes(walkIn?.title ?? ''))
  })
  await keep('the same book again is no second loan, and says why', async () => {
    await librarian.tap('next-reader')
    await librarian.submit('check-out-reader', who)
    await librarian.submit('check-out-barcode', walkIn?.barcodes[0] ?? '')
    await librarian.at('lent').getByText(words.desk.notLent).waitFor()
  })
  await keep('who owes pays elsewhere; marked as paid at the desk, nothing is owed any more', async () => {
    await librarian.open('/packages/desk/reader')
    await librarian.submit('account-reader', people.blocked)
    await librarian.see(words.desk.refusals['reader.owes_fees'])
    await librarian.all('paid-').first().tap()
    await librarian.see(words.readerAccount.noFees)
    await librarian.page.getByText(words.desk.refusals['reader.owes_fees']).waitFor({ state: 'detached' })
  })
}

async function inTheReadingRoom(keep: Keep, { service, reader, librarian }: Stage, day: Day): Promise<void> {
  const found = day.books[3]
  await keep('in the reading room two scans lend a book without anybody’s help', async () => {
    const ask = await askAs(service, people.desk)
    // as the contract says
    const { items } = (await ask('/desk/place-codes?branch=main')) as { items: { code: string }[] }
    await reader.open('/packages/lending/self-checkout')
    await reader.submit('self-barcode', found?.barcodes[0] ?? '')
    await reader.submit('place-code', 'WRONGONE')
    await reader.see(words.refusals['place_code.invalid'])
    await reader.submit('place-code', items[0]?.code ?? '')
    await reader
      .at('lent')
      .getByText(found?.title ?? '')
      .waitFor()
    day.borrowed = found?.barcodes[0] ?? ''
  })
  await keep('the receipt names the desensitising, and the code for the gate', async () => {
    assert.match(await reader.textOf('gate-code'), /^\w{6}$/)
    await reader.see(words.lending.steps.desensitise)
  })
  await keep('at the gate the librarian sees that the code belongs to this book', async () => {
    const code = await reader.textOf('gate-code')
    await librarian.open('/packages/desk/gate-check')
    await librarian.submit('gate-barcode', day.borrowed)
    await librarian.submit('gate-code', code)
    await librarian.at('gate-valid').waitFor()
  })
  await keep('the code of the room is on the screen of the librarian, for that wall', async () => {
    await librarian.open('/packages/desk/place-codes')
    await librarian.all('room-').first().waitFor()
  })
}

async function closing(keep: Keep, { reader, librarian }: Stage, day: Day): Promise<void> {
  await keep('what comes back in the evening is returned by one scan, and is told its place', async () => {
    await reader.open('/pages/bookings/index?view=loans')
    await reader
      .all('loan-')
      .filter({ hasText: day.books[3]?.title ?? '' })
      .waitFor()
    await librarian.open('/packages/desk/check-in')
    await librarian.submit('check-in-barcode', day.borrowed)
    await librarian.at('outcome').getByText(words.desk.outcomes.reshelve).waitFor()
    await reader.page.reload()
    await reader.all('loan-').first().waitFor()
    assert.equal(
      await reader
        .all('loan-')
        .filter({ hasText: day.books[3]?.title ?? '' })
        .count(),
      0,
    )
  })
  await keep('the pickup shelf is walked: what lies there for nobody is scanned away until none is left', async () => {
    await librarian.open('/packages/desk/shelf?view=clear')
    await librarian.at('shelf-view-clear').waitFor()
    const rows = librarian.at('to-clear-list')
    await rows.or(librarian.page.getByText(words.desk.noneToClear)).first().waitFor()
    const said = (await rows.count()) === 0 ? '' : ((await rows.textContent()) ?? '')
    const barcodes = [...said.matchAll(/ · (\d{8})/g)].map(([, barcode]) => barcode ?? '')
    for (const barcode of barcodes) {
      await librarian.open('/packages/desk/check-in')
      await librarian.submit('check-in-barcode', barcode)
      await outcomeOf(librarian, barcode, '')
    }
    await librarian.open('/packages/desk/shelf?view=clear')
    await librarian.see(words.desk.noneToClear)
  })
}
