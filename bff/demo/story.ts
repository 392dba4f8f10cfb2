import type { CopyStatus } from '../contract/copies'
import { partsOf } from './copies'
import type { PlannedCopy } from './copies'
import type { TitleFacts } from './facts'
import { lendCopy, lendOverdue, lendReturned, longAgo } from './lending'
import {
  bookCancelled,
  bookCancelledReady,
  bookCollected,
  bookExpired,
  bookInTransit,
  bookMissedOnce,
  bookPaging,
  bookReady,
  bookUnfilled,
  deadline,
  openDayAgo,
  pointOf,
  somePoint,
} from './pages'
import type { Stage } from './pages'
import { pickupPoints } from './places'
import type { PickupPoint } from './places'
import { formQueue } from './queues'
import type { QueueFacts } from './queues'
import { featuredAccounts as who } from './readers'

/** The textbook that everybody tries first: never emptied by the story. */
const alwaysOnShelf = '9787302147510'

/** Titles with a line, the longest first. */
const queueFacts: readonly QueueFacts[] = [
  { title: '9787536692930', length: 23, ready: 1 },
  { title: '9787302423287', length: 9, ready: 2, suspended: 2 },
  { title: '9787208171336', length: 7, hasOneAtFront: true },
  {
    title: '9787544253994',
    length: 5,
    featured: { account: who.student, position: 3, pickupPointId: 'main-desk' },
  },
  { title: '9787506365437', length: 4, ready: 1 },
  { title: '9787101051469', length: 2, recalled: who.staff },
]

const openLoans = 500

/** Everything that has happened in the library up to today. */
export function tellStory(stage: Stage, titles: readonly TitleFacts[]): void {
  tellFeatured(stage)
  for (const queue of queueFacts) formQueue(stage, queue)
  formShortQueues(stage, titles)
  const story = { stage, titles: titles.filter((title) => title.key !== alwaysOnShelf) }
  tellOpenBookings(story)
  tellClosedBookings(story)
  tellLoans(story)
  tellReturnedLoans(story)
  tellOtherCopies(story)
}

interface Story {
  readonly stage: Stage
  readonly titles: readonly TitleFacts[]
}

/** What the notes of the featured accounts promise. */
function tellFeatured(stage: Stage): void {
  const page = (account: string, title: string, pointId: string) => ({
    account,
    copy: shelfCopy(stage, title),
    point: pointOf(pointId),
  })
  bookReady(stage, page(who.student, '9787111187776', 'main-desk'), 1)
  lendCopy(stage, { account: who.student, copy: shelfCopy(stage, '9787040616200'), daysAgo: 54 })
  lendCopy(stage, { account: who.student, copy: shelfCopy(stage, '9787040238969'), daysAgo: 20 })
  lendReturned(stage, { account: who.student, copy: shelfCopy(stage, '9787302481447'), daysAgo: longAgo })
  bookPaging(stage, page(who.postgraduate, '9780521833783', 'science-desk'), 'paging')
  bookPaging(stage, page(who.postgraduate, 'lunyu-yizhu', 'main-desk'))
  bookInTransit(stage, {
    account: who.inTransit,
    copy: shelfCopy(stage, '9787565918032', 'main'),
    point: pointOf('medical-desk'),
  })
  lendCopy(stage, { account: who.professor, copy: shelfCopy(stage, '9780387310732'), daysAgo: 30 })
  lendOverdue(stage, { account: who.overdue, copy: shelfCopy(stage, '9787301167922') }, 9)
  bookMissedOnce(stage, page(who.missedOnce, '9780141441146', 'humanities-desk'))
  bookPaging(stage, page(who.atLimit, '9787020002207', 'main-desk'))
  bookPaging(stage, page(who.atLimit, 'shijing-zhuxi', 'main-desk'))
  lendCopy(stage, { account: who.staff, copy: shelfCopy(stage, '9787108018809'), daysAgo: 12 })
  lendCopy(stage, { account: who.cardExpired, copy: shelfCopy(stage, '9787301242216'), daysAgo: 40 })
}

/** On the road for so long that it is late whatever branches and closed days lie between. */
const lateTransitDays = 8

/** Many titles are waited for by one, two or three. */
function formShortQueues(stage: Stage, titles: readonly TitleFacts[]): void {
  const known = new Set([...queueFacts.map((queue) => queue.title), alwaysOnShelf])
  const candidates = titles.filter(
    (title) =>
      !known.has(title.key) &&
      title.parts === undefined &&
      title.popularity >= 40 &&
      title.popularity < 64 &&
      stage.ledger.onShelf(title.key).length >= 2,
  )
  for (const [index, title] of stage.random.shuffle(candidates).slice(0, 14).entries()) {
    formQueue(stage, { title: title.key, length: 1 + (index % 3) })
  }
}

function tellOpenBookings(story: Story): void {
  const { stage } = story
  for (const branchId of ['main', 'main', 'science', 'science', 'humanities', 'humanities', 'law', 'medical']) {
    for (let n = 0; n < 4; n++) {
      const copy = someCopy(story, branchId)
      const account = stage.ledger.someone(copy.title, 'booking').account
      bookPaging(stage, { account, copy, point: somePoint(stage, copy) }, n === 0 ? `desk.${branchId}` : undefined)
    }
  }
  const travelling = 12
  let isOneLate = false
  for (let n = 1; n <= travelling; n++) {
    const copy = someCopy(story)
    const { account } = stage.ledger.someone(copy.title, 'booking')
    const point = somePoint(stage, copy, 1)
    // one on the way to the main library should have arrived long ago
    const isLate: boolean = !isOneLate && (point.branchId === 'main' || n === travelling)
    bookInTransit(stage, { account, copy, point }, isLate ? lateTransitDays : 1)
    isOneLate ||= isLate
  }
  for (let n = 0; n < 28; n++) {
    const copy = someCopy(story)
    const point = n < pickupPoints.length ? somePickupPoint(n) : somePoint(stage, copy)
    const account = stage.ledger.someone(copy.title, 'booking').account
    bookReady(stage, { account, copy, point }, longestWait(stage, point, 1 + (n % 3)))
  }
}

function tellClosedBookings(story: Story): void {
  const { stage } = story
  const request = () => {
    const copy = someCopy(story)
    const account = stage.ledger.someone(copy.title, 'loan', true).account
    return { account, copy, point: somePoint(stage, copy) }
  }
  for (let n = 0; n < 36; n++) {
    const collected = request()
    const days = 2 + n
    const booking = bookCollected(stage, collected, days)
    if (!booking.endedAt) continue
    const { account, copy } = collected
    lendCopy(stage, { account, copy, daysAgo: days, lentAt: booking.endedAt, bookingId: booking.id })
  }
  for (let n = 0; n < 16; n++) bookCancelled(stage, request(), 3 + n * 2)
  for (let n = 0; n < 4; n++) bookCancelledReady(stage, request())
  for (let n = 0; n < 4; n++) bookExpired(stage, request())
  for (const title of onlyCopies(story).slice(0, 3)) {
    const copy = shelfCopy(stage, title)
    bookUnfilled(stage, {
      account: stage.ledger.someone(title, 'booking', true).account,
      copy,
      point: somePoint(stage, copy),
    })
  }
}

/** Loans that have come back, of copies that nothing else has happened to. */
function tellReturnedLoans(story: Story): void {
  const { ledger, random } = story.stage
  const used = new Set([...ledger.loans, ...ledger.bookings].map(({ barcode }) => barcode))
  for (let n = 0; n < 45; n++) {
    const copy = someCopy(story)
    if (used.has(copy.barcode)) continue
    used.add(copy.barcode)
    const account = ledger.someone(copy.title, 'loan', true).account
    lendReturned(story.stage, { account, copy, daysAgo: random.between(30, 160) })
  }
}

/** Loans of every age until the library has its five hundred: some due soon, a few overdue. */
function tellLoans(story: Story): void {
  const { stage } = story
  const { ledger, random } = stage
  for (const title of [alwaysOnShelf, '9787111321330']) {
    lendCopy(stage, { account: ledger.someone(title, 'loan').account, copy: shelfCopy(stage, title), daysAgo: 18 })
  }
  for (let n = 0; n < 14; n++) {
    const copy = someCopy(story)
    lendOverdue(stage, { account: ledger.someone(copy.title, 'loan').account, copy }, 1 + n)
  }
  while (ledger.loans.filter((loan) => !loan.returnedAt).length < openLoans) {
    const copy = someCopy(story)
    const account = ledger.someone(copy.title, 'loan').account
    const daysAgo = random.chance(0.1) ? random.between(53, 56) : random.between(1, 80)
    lendCopy(stage, { account, copy, daysAgo })
  }
}

const otherStatuses: readonly (readonly [CopyStatus, number])[] = [
  ['on_order', 8],
  ['in_process', 8],
  ['missing', 5],
  ['lost', 3],
  ['withdrawn', 4],
]

/** Copies that nobody can have for now, of titles that have others. */
function tellOtherCopies(story: Story): void {
  for (const [status, count] of otherStatuses) {
    for (let n = 0; n < count; n++) story.stage.ledger.setStatus(someCopy(story, undefined, 2).barcode, status)
  }
}

/** A copy on the shelf; titles in demand come up more often. */
function someCopy({ stage, titles }: Story, branchId?: string, atLeast = 1): PlannedCopy {
  const { random, ledger } = stage
  for (;;) {
    const drawn = [random.pick(titles), random.pick(titles)]
    const [title] = drawn.sort((a, b) => b.popularity - a.popularity)
    if (!title) continue
    const shelf = ledger.onShelf(title.key, random.pick(partsOf(title)))
    const here = shelf.filter((copy) => branchId === undefined || copy.branchId === branchId)
    if (shelf.length >= atLeast && here.length > 0) return random.pick(here)
  }
}

function shelfCopy(stage: Stage, title: string, branchId?: string): PlannedCopy {
  const copy = stage.ledger
    .onShelf(title)
    .find((candidate) => branchId === undefined || candidate.branchId === branchId)
  if (!copy) throw new Error(`not on the shelf: ${title}`)
  return copy
}

function onlyCopies({ stage, titles }: Story): readonly string[] {
  const owned = new Map<string, number>()
  for (const { title } of stage.ledger.copies()) owned.set(title, (owned.get(title) ?? 0) + 1)
  return titles
    .filter((title) => owned.get(title.key) === 1 && stage.ledger.onShelf(title.key).length === 1)
    .map((title) => title.key)
}

function somePickupPoint(index: number): PickupPoint {
  const point = pickupPoints[index % pickupPoints.length]
  if (!point) throw new Error('no pickup points')
  return point
}

/** At most so many days on the pickup shelf that the deadline has not passed. */
function longestWait(stage: Stage, point: PickupPoint, wished: number): number {
  for (let days = wished; days > 1; days--) {
    if (deadline(stage, point, openDayAgo(stage, point.branchId, days)) >= stage.today) return days
  }
  return 1
}
