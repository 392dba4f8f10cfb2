import assert from 'node:assert/strict'
import type { RunningService } from '../support/running-service'
import { zhCn } from '../../miniprogram/i18n/zh-cn'
import type { Phone } from './browser'

/** What readers and librarians see, from the app's own source. */
export const words = zhCn

/** Accounts and titles of the demo library that the stories need (bff/demo). */
export const people = {
  student: '2023010001',
  professor: '1998880003',
  postgraduate: '2025210002',
  newcomer: '2026010011',
  blocked: '2023010007',
  staff: '2006990004',
  external: 'W20260005',
  desk: 'desk.main',
  publisher: 'publisher',
  consultant: 'consultant',
  it: 'it',
} as const

export const textbook = '数据结构（C语言版）'

/** The first deadline said in a text, as the app says them: "明天 18:00 前", "12月3日之内"; empty where there is none. */
export const deadlineIn = (text: string) =>
  /(?:今天|明天|后天|周[一二三四五六日]|(?:\d{4}年)?\d\d?月\d\d?日)(?:之内| \d\d:\d\d ?前)/.exec(text)?.[0] ?? ''

export async function signIn(phone: Phone, account: string): Promise<void> {
  await phone.open('/packages/account/sign-in')
  await phone.submit('account', account)
  await phone.at('tab-home').waitFor()
}

/** Opens a title by searching for it and leaves its page in sight. */
export async function findTitle(phone: Phone, title: string): Promise<void> {
  await phone.open(`/pages/search/index?q=${encodeURIComponent(title)}`)
  await phone.all('title-').filter({ hasText: title }).first().tap()
  await phone.at('book').waitFor()
}

/** What the library itself knows: asked beside the app, to see whether the app says the truth. */
export async function askAs(service: RunningService, account: string): Promise<(path: string) => Promise<unknown>> {
  const session = await fetch(`${service.origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'demo', account }),
  })
  const { token } = (await session.json()) as { token: string } // as the contract says
  return async (path) => {
    const answer = await fetch(`${service.origin}/api${path}`, { headers: { authorization: `Bearer ${token}` } })
    const body: unknown = await answer.json()
    return body // the caller knows its contract
  }
}

/** Open bookings of a title, as the library counts them. */
export async function countBookings(service: RunningService, account: string, title: string): Promise<number> {
  const ask = await askAs(service, account)
  // as the contract says
  const { items } = (await ask('/bookings?state=open&limit=100')) as { items: { title: { title: string } }[] }
  return items.filter((booking) => booking.title.title === title).length
}

/** Says yes to the question on the screen. */
export async function tapYes(phone: Phone): Promise<void> {
  await phone.page.locator('.taro-model__confirm').filter({ visible: true }).last().tap()
}

/** On the open plan of a visit: the first free time, for all books that are ready. */
export async function planVisit(reader: Phone): Promise<void> {
  await reader.at('submit-visit').waitFor()
  await chooseTime(reader)
  await reader.tap('submit-visit')
  await reader.at('visit-says').getByText(words.visits.says.booked).waitFor()
}

/** The first day of the bar that has a time with room. */
async function chooseTime(reader: Phone): Promise<void> {
  const days = await reader.all('day-').count()
  for (let ahead = 0; ahead < days; ahead++) {
    const day = reader.all('day-').nth(ahead)
    await day.tap()
    // until the day has changed, "no times" is still that of the day before
    await day.and(reader.page.locator('[aria-pressed="true"]')).waitFor()
    const slots = reader.all('slot-').and(reader.page.locator(':enabled'))
    const none = reader.page.getByText(words.visits.noSlots).filter({ visible: true })
    await slots.first().or(none).first().waitFor()
    if ((await slots.count()) > 0) return slots.first().tap()
  }
  throw new Error('no day with a free time')
}

const here = 'main-desk'

/** A librarian comes to a desk, that of the main library where no other is said. */
export async function workHere(librarian: Phone, place = here): Promise<void> {
  await librarian.open('/packages/desk/index')
  await librarian.tap('switch-place')
  await librarian.tap(`place-${place}`)
}

/** A reader books a title that stands on a shelf, to be collected at such a desk. */
export async function bookHere(reader: Phone, titleId: string, place = here): Promise<void> {
  await reader.open(`/packages/title/index?id=${titleId}`)
  await reader.tap('book')
  await reader.tap(`pickup-${place}`)
  await reader.tap('submit-booking')
  await reader.see(words.bookings.placed.paging)
}

/** A book that the reader may book, booked by the reader and scanned at the desk: it lies ready. @returns its title */
export async function layReady(
  service: RunningService,
  { account, reader, librarian }: { readonly account: string; readonly reader: Phone; readonly librarian: Phone },
): Promise<string> {
  const ask = await askAs(service, account)
  for (const { id, title } of await titlesOnShelf(service, { account, branchId: 'main', copies: 1, count: 10 })) {
    // as the contract says
    const { refusals } = (await ask(`/titles/${id}/booking-options`)) as { refusals: unknown[] }
    if (refusals.length > 0) continue
    await bookHere(reader, id)
    const { items } = (await ask('/bookings')) as { items: { title: { id: string }; copy: { barcode: string } }[] }
    const barcode = items.find((booking) => booking.title.id === id)?.copy.barcode ?? ''
    await workHere(librarian)
    await librarian.tap('open-check-in')
    await librarian.submit('check-in-barcode', barcode)
    await librarian.at('outcome').getByText(words.desk.outcomes.shelve_for_pickup).waitFor()
    return title
  }
  throw new Error('a book that this reader may book')
}

interface OnShelf {
  /** Who could borrow them. */
  readonly account: string
  readonly branchId: string
  readonly copies: number
  readonly count: number
}

/** Titles of one part that stand in so many free copies on the shelves of a branch and that nobody waits for. */
export async function titlesOnShelf(service: RunningService, { account, branchId, copies, count }: OnShelf) {
  const ask = await askAs(service, account)
  const found: { id: string; title: string; barcodes: string[] }[] = []
  for (let page = 1; found.length < count; page++) {
    // as the contract says
    const { items } = (await ask(`/titles?branch=${branchId}&available=true&size=50&page=${page}`)) as {
      items: Title[]
    }
    assert.ok(items.length > 0, `${count} titles with ${copies} copies on the shelf`)
    for (const { id, title, availability } of items) {
      if (availability.available < copies || availability.queue > 0 || title === textbook) continue
      const { holdings } = (await ask(`/titles/${id}`)) as { holdings: Holding[] } // as the contract says
      const here = holdings.find(({ branch }) => branch.id === branchId)?.copies ?? []
      const free = here.filter((copy) => copy.status === 'available' && copy.loanType === 'normal' && !copy.part)
      if (free.length >= copies && found.length < count)
        found.push({ id, title, barcodes: free.map(({ barcode }) => barcode) })
    }
  }
  return found
}

interface Title {
  readonly id: string
  readonly title: string
  readonly availability: { readonly available: number; readonly queue: number }
}

interface Holding {
  readonly branch: { readonly id: string }
  readonly copies: readonly {
    readonly barcode: string
    readonly status: string
    readonly loanType: string
    readonly part?: string
  }[]
}
