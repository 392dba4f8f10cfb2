import assert from 'node:assert/strict'
import type { Promises } from '../support/promises'
import { until } from '../support/promises'
import type { RunningService } from '../support/running-service'
import type { Phone } from './browser'
import { askAs, bookHere, people, signIn, titlesOnShelf, words, workHere } from './library'

interface Stage {
  readonly service: RunningService
  readonly reader: Phone
  readonly librarian: Phone
}

type Keep = ReturnType<Promises['story']>

/** A title of which every copy is out, and what it is called. */
interface Wanted {
  readonly id: string
  readonly title: string
}

interface Booking {
  readonly id: string
  readonly title: { readonly id: string }
  readonly position?: number
  readonly copy?: { readonly barcode: string }
}

const who = people.newcomer
const caller = people.professor
const elsewhere = 'science-desk'

/** What a branch does besides lending: queues and their order, books on the road, wishes of readers. */
export async function tellBranchExtrasStory({ story }: Promises, stage: Stage): Promise<void> {
  const keep = story()
  await signIn(stage.reader, who)
  await signIn(stage.librarian, people.desk)
  await workHere(stage.librarian)
  const wanted = await aWantedTitle(stage.service)
  await waiting(keep, stage, wanted)
  await ordering(keep, stage, wanted)
  await travelling(keep, stage)
  await wishing(keep, stage, wanted)
}

/** One that others wait for already, that both readers may wait for too, and that the library should buy more of. */
async function aWantedTitle(service: RunningService): Promise<Wanted> {
  const asks = [await askAs(service, who), await askAs(service, caller)]
  for (let page = 1; page <= 20; page++) {
    // as the contract says
    const { items } = (await asks[0]?.(`/titles?size=50&page=${page}`)) as {
      items: (Wanted & { availability: { available: number; queue: number } })[]
    }
    for (const { id, title, availability } of items) {
      if (availability.available > 0 || availability.queue === 0) continue
      const detail = (await asks[0]?.(`/titles/${id}`)) as { suggestPurchase: boolean; units: { part?: string }[] }
      if (!detail.suggestPurchase || detail.units.some(({ part }) => part !== undefined)) continue
      const options = (await Promise.all(asks.map((ask) => ask(`/titles/${id}/booking-options`)))) as {
        kind: string
        refusals: unknown[]
      }[]
      if (options.every(({ kind, refusals }) => kind === 'hold' && refusals.length === 0)) return { id, title }
    }
  }
  throw new Error('a title that is waited for')
}

async function bookingOf(service: RunningService, account: string, titleId: string): Promise<Booking> {
  const ask = await askAs(service, account)
  const { items } = (await ask('/bookings?limit=100')) as { items: Booking[] } // as the contract says
  const booking = items.find(({ title }) => title.id === titleId)
  assert.ok(booking, `${account} waits for ${titleId}`)
  return booking
}

async function waiting(keep: Keep, { service, reader }: Stage, wanted: Wanted): Promise<void> {
  await keep('a reader joins the queue for a book of which every copy is out', async () => {
    await reader.open(`/packages/title/index?id=${wanted.id}`)
    await reader.tap('book')
    await reader.tap('pickup-main-desk')
    await reader.tap('submit-booking')
    await reader.see(words.bookings.placed.queued)
    await reader.tap('see-booking')
    await reader.at('suspend').waitFor()
  })
  await keep('lets others go first for a week, and keeps the place', async () => {
    await reader.tap('suspend')
    await reader.tap('suspend-week')
    await reader.at('resume').waitFor()
    await reader.at('booking-status').getByText(words.bookings.suspended).waitFor()
    assert.equal((await bookingOf(service, who, wanted.id)).position, undefined)
  })
  await keep('is back at that place with one tap', async () => {
    await reader.tap('resume')
    await reader.at('suspend').waitFor()
    const position = (await bookingOf(service, who, wanted.id)).position ?? 0
    assert.ok(position > 1, `others were there before: ${position}`)
    assert.match(await reader.textOf('booking-says'), new RegExp(String(position)))
  })
}

async function ordering(keep: Keep, { service, reader, librarian }: Stage, wanted: Wanted): Promise<void> {
  await keep('somebody calls: the librarian books the same book for them, and says their place', async () => {
    await librarian.open('/packages/desk/booking')
    await librarian.submit('booking-reader', caller)
    await chooseTitle(librarian, wanted)
    await librarian.tap('place-desk-booking')
    await librarian.at('desk-booking-placed').waitFor()
    const { position = 0 } = await bookingOf(service, caller, wanted.id)
    assert.ok((await librarian.textOf('desk-booking-placed')).includes(words.deskBooking.position(position)))
  })
  await keep('is needed for a course: with a reason the librarian puts them first in the queue', async () => {
    const { id } = await bookingOf(service, caller, wanted.id)
    await librarian.open('/packages/desk/queue')
    await chooseTitle(librarian, wanted)
    await librarian.tap(`prioritise-${id}`)
    await librarian.tap('priority-first')
    await librarian.fill('priority-reason', '课程急用')
    await librarian.tap('save-priority')
    await librarian.at('queue').getByText('课程急用').waitFor()
    assert.equal((await bookingOf(service, caller, wanted.id)).position, 1)
  })
  await keep('the other reader sees the new place, and that a librarian saw the name in the queue', async () => {
    const { id, position } = await bookingOf(service, who, wanted.id)
    await reader.open(`/pages/bookings/detail?id=${id}`)
    await reader.at('booking-says').getByText(String(position)).waitFor()
    await reader.open('/packages/account/privacy')
    await reader.at('account-views').getByText(words.privacy.reasons.queue).first().waitFor()
  })
}

async function chooseTitle(librarian: Phone, { id, title }: Wanted): Promise<void> {
  await librarian.submit('booking-title', title)
  await librarian.tap(`choose-${id}`)
}

async function travelling(keep: Keep, { service, reader, librarian }: Stage): Promise<void> {
  const [book] = await titlesOnShelf(service, { account: who, branchId: 'main', copies: 1, count: 1 })
  assert.ok(book)
  await keep('a book from the main library is wanted at another branch: the scan sends it there', async () => {
    await bookHere(reader, book.id, elsewhere)
    const barcode = await barcodeOf(service, book.id)
    await librarian.open('/packages/desk/check-in')
    await librarian.submit('check-in-barcode', barcode)
    const name = await nameOf(service, elsewhere)
    await librarian.at('outcome').getByText(words.desk.sendTo(name)).waitFor()
    await librarian.open('/packages/desk/transit')
    await librarian.tap('transit-direction-out')
    await librarian.at('travelling').getByText(book.title).waitFor()
  })
  await keep('there it is on the list of what comes, is checked in, and lies ready for its reader', async () => {
    await workHere(librarian, elsewhere)
    await librarian.open('/packages/desk/transit')
    await librarian.at('travelling').getByText(book.title).waitFor()
    await librarian.open('/packages/desk/check-in')
    await librarian.submit('check-in-barcode', await barcodeOf(service, book.id))
    await librarian.at('outcome').getByText(words.desk.outcomes.shelve_for_pickup).waitFor()
    await reader.open('/')
    await reader.all('ready-').filter({ hasText: book.title }).waitFor()
    await workHere(librarian)
  })
}

async function barcodeOf(service: RunningService, titleId: string): Promise<string> {
  const { copy } = await bookingOf(service, who, titleId)
  assert.ok(copy, 'a copy was assigned')
  return copy.barcode
}

async function nameOf(service: RunningService, pickupPointId: string): Promise<string> {
  const ask = await askAs(service, who)
  // as the contract says
  const { items } = (await ask('/pickup-points')) as { items: { id: string; name: string }[] }
  return items.find(({ id }) => id === pickupPointId)?.name ?? ''
}

async function wishing(keep: Keep, { service, reader, librarian }: Stage, wanted: Wanted): Promise<void> {
  await keep('the page of a title that is long waited for leads on to asking for more copies', async () => {
    await reader.open(`/packages/title/index?id=${wanted.id}`)
    await reader.tap('suggest-purchase')
    await reader.see(words.suggestions.moreCopies(wanted.title))
    await reader.fill('suggest-note', '排队的人太多')
    await reader.tap('send-suggestion')
    await reader.at('suggested').waitFor()
  })
  await keep('the librarian sees the wish and its reason, not whose it is, and accepts it', async () => {
    const ask = await askAs(service, who)
    // as the contract says
    const { items } = (await ask('/purchase-suggestions')) as { items: { id: string; titleId?: string }[] }
    const { id = '' } = items.find(({ titleId }) => titleId === wanted.id) ?? {}
    await librarian.open('/packages/desk/suggestions')
    await librarian.at(`suggestion-${id}`).getByText('排队的人太多').waitFor()
    assert.ok(!(await librarian.textOf(`suggestion-${id}`)).includes(who))
    await librarian.tap(`accept-${id}`)
    await librarian.at(`suggestion-${id}`).waitFor({ state: 'detached' })
  })
  await keep('the reader finds there what became of it', async () => {
    await reader.open('/packages/suggestions/index')
    const said = words.suggestions.statuses.accepted
    await until(async () => (await reader.textOf('my-suggestions')).includes(said) || undefined, { what: said })
  })
}
