import type { Phone } from './browser'
import { people, textbook } from './library'

/** A screen and how one comes to see it with its content. */
export interface LookedAt {
  readonly name: string
  open(phone: Phone): Promise<void>
}

/** @param waitFor the beginning of an id that only the content has */
const at = (name: string, path: string, waitFor: string): LookedAt => ({
  name,
  async open(phone) {
    await phone.open(path)
    await phone.all(waitFor).first().waitFor()
  },
})

/** The first of a list, opened. */
const firstOf = (list: LookedAt, idPrefix: string, name: string, waitFor: string): LookedAt => ({
  name,
  async open(phone) {
    await list.open(phone)
    await phone.page.locator(`button[id^="${idPrefix}"]`).filter({ visible: true }).first().tap()
    await phone.all(waitFor).first().waitFor()
  },
})

const results = at('search results', `/pages/search/index?q=${encodeURIComponent(textbook)}`, 'title-')
const bookings = at('bookings', '/pages/bookings/index', 'booking-')
const notices = at('notices', '/pages/notices/index', 'notice-')
const courses = at('courses', '/packages/courses/index', 'course-')
const title = firstOf(results, 'title-', 'title', 'book')
const search = at('search', '/pages/search/index', 'more-popular')
const inVain = at('nothing found', `/pages/search/index?q=${encodeURIComponent('数据结构 凫徯朱厌')}`, 'fewer-words')

/** The parts of a title page below the fold, one after the other: other editions, its series, the shelf, courses. */
const wholeTitle: LookedAt = {
  name: 'title with all its parts',
  async open(phone) {
    await phone.open(`/pages/search/index?q=${encodeURIComponent('算法导论')}`)
    await phone.all('title-').first().tap()
    await phone.at('nearby').waitFor()
    await phone.all('title-').first().waitFor()
    await phone.at('nearby').scrollIntoViewIfNeeded()
  },
}

/** What a reader has searched before stands above the rest, here while it is being tidied up. */
const recentSearches: LookedAt = {
  name: 'recent searches',
  async open(phone) {
    await search.open(phone)
    await phone.submit('search', '数据结构与算法分析 C语言描述 机械工业出版社')
    await phone.submit('search', '三体')
    await phone.at('result-count').waitFor()
    await phone.tap('search-clear')
    await phone.tap('edit-recent')
    await phone.at('forget-0').waitFor()
  },
}

const suggestionsOpen: LookedAt = {
  name: 'completions',
  async open(phone) {
    await search.open(phone)
    await phone.at('search').pressSequentially('sjjg')
    await phone.all('suggest-').nth(3).waitFor()
  },
}

/** Of a browser that reads codes: its camera is Chromium's, with a test picture. */
const scanner: LookedAt = {
  name: 'scanner',
  async open(phone) {
    await phone.context.grantPermissions(['camera'], { origin: phone.wire.origin })
    await search.open(phone)
    await phone.page.evaluate(() =>
      Object.assign(globalThis, {
        BarcodeDetector: class {
          detect = () => Promise.resolve([])
        },
      }),
    )
    await phone.tap('search-scan')
    await phone.page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) > 1)
  },
}

/** Of a reader with a book ready, one in the queue, loans and courses. */
export const readerScreens: readonly LookedAt[] = [
  at('home', '/', 'quick-pass'),
  search,
  recentSearches,
  suggestionsOpen,
  results,
  at('did you mean', `/pages/search/index?q=${encodeURIComponent('数剧结构')}`, 'correction'),
  firstOf(results, 'open-filters', 'filters', 'show-results'),
  inVain,
  firstOf(inVain, 'scan-in-hand', 'number of a book', 'scanner-typed'),
  scanner,
  title,
  wholeTitle,
  firstOf(title, 'cite', 'citations', 'copy-ris'),
  firstOf(title, 'book', 'booking sheet', 'submit-booking'),
  bookings,
  firstOf(bookings, 'booking-', 'booking', 'booking-says'),
  at('loans', '/pages/bookings/index?view=loans', 'loan-'),
  at('pass', '/pages/bookings/pass', 'pass-digits'),
  notices,
  firstOf(notices, 'notice-', 'notice', 'notice-title'),
  at('services', '/pages/services/index', 'open-guide'),
  at('guide', '/packages/guide/index', 'entry-'),
  courses,
  firstOf(courses, 'course-', 'course', 'reserve-'),
  at('groups', '/packages/consult/groups', 'group-'),
  at('group', '/g/general', 'group-name'),
  at('sign-in', '/packages/account/sign-in', 'demo-'),
  at('settings', '/packages/account/settings', 'text-size'),
  at('messages', '/packages/account/messages', 'back'),
  at('me', '/pages/me/index', 'my-bookings'),
  at('plan of a visit', '/packages/visits/plan?pickupPointId=main-desk', 'submit-visit'),
  firstOf(bookings, 'visit-', 'visit', 'visit-when'),
  at('fees', '/packages/account/fees', 'fees-open'),
  at('privacy', '/packages/account/privacy', 'erase-data'),
  at('somebody else collects', '/packages/passes/index', 'make-pass'),
  at('suggestions', '/packages/suggestions/index', 'suggest-title'),
  at('self-checkout', '/packages/lending/self-checkout', 'self-barcode'),
]

const checkIn = at('check-in', '/packages/desk/check-in', 'check-in-barcode')
const deskNotices = at('notices of the desk', '/packages/desk/notices', 'edit-')
const rules = at('rules', '/packages/desk/rules', 'edit-')
const handOver = at('hand-over', '/packages/desk/hand-over', 'hand-over-pass')

/** Of a librarian who may do everything and works at a desk with books on its shelf. */
export const deskScreens: readonly LookedAt[] = [
  at('desk', '/packages/desk/index', 'on-shelf'),
  at('paging', '/packages/desk/paging', 'paging-'),
  checkIn,
  {
    name: 'check-in of an unknown book',
    async open(phone) {
      await checkIn.open(phone)
      await phone.submit('check-in-barcode', 'no such book')
      await phone.at('outcome').waitFor()
    },
  },
  handOver,
  {
    name: 'hand-over to nobody',
    async open(phone) {
      await handOver.open(phone)
      await phone.submit('hand-over-pass', 'nobody')
      await phone.at('hand-over-problem').waitFor()
    },
  },
  at('shelf', '/packages/desk/shelf', 'put-back-'),
  at('check-out', '/packages/desk/check-out', 'check-out-reader'),
  deskNotices,
  firstOf(deskNotices, 'edit-', 'notice editor', 'draft-title'),
  at('arrivals', '/packages/desk/arrivals', 'to-hand-over'),
  at('on the road', '/packages/desk/transit', 'transit-direction'),
  at('booking for a reader', '/packages/desk/booking', 'booking-reader'),
  at('gate check', '/packages/desk/gate-check', 'gate-barcode'),
  at('queue of a title', '/packages/desk/queue', 'booking-title'),
  at('promises kept', '/packages/desk/promises', 'promises-'),
  at('suggestions to decide', '/packages/desk/suggestions', 'suggestion-'),
  at('searched and not found', '/packages/desk/not-found', 'search-again-'),
  at('kept scans', '/packages/desk/kept', 'back'),
  at('place codes', '/packages/desk/place-codes', 'room-'),
  {
    name: 'account of a reader',
    async open(phone) {
      await phone.open('/packages/desk/reader')
      await phone.submit('account-reader', people.blocked)
      await phone.at('account-number').waitFor()
    },
  },
  rules,
  firstOf(rules, 'edit-', 'change of a rule', 'field-sheet'),
  firstOf(rules, 'edit-loan-rule-1', 'change of a rule that may go', 'remove-rule'),
  firstOf(rules, 'add-loans', 'whom a new rule is for', 'scope-sheet'),
  firstOf(rules, 'add-vacations', 'new vacation', 'field-sheet'),
  firstOf(rules, 'edit-ways-', 'days on the road', 'field-sheet'),
  firstOf(rules, 'edit-general-', 'rules for all branches', 'field-sheet'),
  {
    name: 'preview of changed rules',
    async open(phone) {
      await rules.open(phone)
      await phone.tap('add-onShelf')
      await phone.tap('choose-scope')
      await phone.tap('keep-rule')
      await phone.tap('preview-change')
      await phone.at('preview-sheet').getByText(/·/).first().waitFor()
    },
  },
  firstOf(rules, 'calendar-', 'calendar', 'hours-'),
  at('groups of the desk', '/packages/desk/groups', 'desk-group-'),
]
