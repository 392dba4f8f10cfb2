import { startTestApp, type TestApp } from '../support/app'
import { aReader, collection, expectSound, foundLibrary } from '../support/library'

jest.setTimeout(60_000)

let test: TestApp
let readerId: string

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
  readerId = (await aReader())._id
  // what the indexes would refuse is what a database without them may hold
  for (const name of ['bookings', 'loans', 'visits', 'copies', 'fees', 'purchase_suggestions', 'receipts', 'slots'])
    await collection(name).dropIndexes()
})
afterAll(() => test.stop())

const operations = [
  ...['bookings', 'loans', 'visits', 'copies', 'fees', 'slots', 'receipts'],
  ...['pickup_passes', 'purchase_suggestions', 'rule_changes', 'search_counts'],
]
afterEach(async () => {
  for (const name of operations) await collection(name).deleteMany({})
  await collection('branches').deleteMany({ isOdd: true })
})

const at = new Date('2026-03-02T02:00:00Z')

/** Writes past the service, as a slip of somebody with a database shell would. */
function write(name: string, ...documents: readonly object[]): Promise<unknown> {
  return collection(name).insertMany(documents.map((document, n) => ({ _id: `odd-${n}` as never, ...document })))
}

const booking = (own: object = {}) => {
  const row = { readerId, titleId: 't', part: null, status: 'queued', isSuspended: false, copyId: null, endedAt: null }
  const all = {
    ...row,
    requestedCopyId: null,
    sortKey: '1',
    placedAt: at,
    visitId: null,
    pickupPointId: 'desk',
    ...own,
  }
  return { ...all, history: [{ status: all.status }] }
}
const ready = (own: object = {}) => booking({ status: 'ready', copyId: 'c', pickupDeadline: at, ...own })
const copy = (status: string, own: object = {}) => ({
  ...{ _id: 'c', barcode: 'B', titleId: 't', part: null, branchId: 'main', loanType: 'normal', status, transit: null },
  ...own,
})
const loan = (own: object = {}) => ({ readerId, titleId: 't', part: null, copyId: 'c', status: 'open', ...own })
const visit = (own: object = {}) => ({
  ...{ readerId, pickupPointId: 'desk', startsAt: at, status: 'booked', bookingIds: [], collectedIds: [] },
  ...own,
})
const suggestion = (own: object = {}) => ({ readerId, what: 't', status: 'submitted', decidedAt: null, ...own })
const fee = (own: object = {}) => ({ readerId, amountCents: 1, status: 'open', history: [{ status: 'open' }], ...own })
const twice = <T extends object>(row: T) => [
  { ...row, _id: 'first' },
  { ...row, _id: 'second' },
]

/** For every rule that is looked at: something that breaks it. */
const slips: Readonly<Record<string, readonly (() => Promise<unknown>)[]>> = {
  'what a status carries with it is there, and the history ends with it': [
    () => write('bookings', ready({ pickupDeadline: null })),
    () => write('bookings', { ...booking(), history: [{ status: 'paging' }] }),
  ],
  'one open booking per reader and title': [() => write('bookings', ...twice(booking()))],
  'nobody waits for a book they have on loan': [() => write('bookings', booking()).then(() => write('loans', loan()))],
  'one captured booking and one open loan per copy': [
    () => write('bookings', ...twice(ready())),
    () => write('loans', ...twice(loan())),
  ],
  'no reader has more open bookings than the limit': [
    () => write('bookings', ...[1, 2, 3, 4, 5, 6].map((titleId) => booking({ titleId }))),
  ],
  'no copy stands idle while a booking that it can serve waits': [
    () => write('bookings', booking()).then(() => write('copies', copy('available'))),
  ],
  'every place in a queue is taken once': [() => write('bookings', ...twice(booking()))],
  'a captured booking and its copy say the same': [
    () => write('bookings', ready()).then(() => write('copies', copy('available'))),
  ],
  'a fetched or ready copy has its booking': [() => write('copies', copy('paged'))],
  'a copy on the road says from where to where': [
    () => write('copies', copy('in_transit')),
    () => write('copies', copy('available', { transit: { to: 'main' } })),
  ],
  'a slot counts its open visits, and never more than its capacity': [
    () => write('slots', { pickupPointId: 'desk', startsAt: at, taken: 1, capacity: 5 }),
    () => write('visits', visit()),
  ],
  'one open visit per reader and pickup point': [() => write('visits', ...twice(visit()))],
  'an open visit and its books say the same': [
    () => write('visits', visit({ bookingIds: ['odd-0'] })).then(() => write('bookings', ready())),
  ],
  'a ready book is in the visit that it names': [() => write('bookings', ready({ visitId: 'gone' }))],
  'a compartment holds one book that lies there': [
    () => write('copies', ...twice(copy('ready', { pickupPointId: 'locker', compartment: '1' }))),
    () => write('copies', copy('available', { compartment: '1' })),
  ],
  'whatever is open has its reader': [
    () => write('bookings', booking({ readerId: null })),
    () => write('loans', loan({ readerId: null })),
    () => write('visits', visit({ readerId: null })),
    () => write('fees', fee({ readerId: null })),
  ],
  'a loan that money is still to be moved for has its reader': [
    () => write('fees', fee({ loanId: 'l' })).then(() => write('loans', loan({ _id: 'l', readerId: null }))),
  ],
  'a receipt without its reader does not tell who it was': [() => write('receipts', { readerId: null, scanned: 'R1' })],
  'a suggestion without its reader does not tell who it was': [
    () => write('purchase_suggestions', suggestion({ readerId: null, what: 'R1' })),
  ],
  'a counted search says what was searched, and nobody’s number': [
    () => write('search_counts', { _id: '2026-03-02 x', day: '2026-03-02', query: 'y' }),
    () => write('search_counts', { _id: '2026-03-02 138 0013 8000', day: '2026-03-02', query: '138 0013 8000' }),
  ],
  'a delegated pass hands over once, and only what it names': [
    () =>
      write('pickup_passes', { _id: 'p', bookingIds: ['b'], usedAt: at }).then(() =>
        write('receipts', { readerId, scanned: 'pass:p', items: [{ bookingId: 'x', result: 'handed_over' }] }),
      ),
  ],
  'a lost copy has no open loan, and a lost loan no copy that is still on loan for it': [
    () => write('copies', copy('lost')).then(() => write('loans', loan())),
  ],
  'a fee is what its history says, and nobody owes for a book that was found': [
    () => write('fees', fee({ amountCents: 0 })),
    () => write('fees', fee({ history: [{ status: 'paid' }] })),
    () =>
      write('fees', fee({ reason: 'lost', loanId: 'l' })).then(() =>
        write('loans', loan({ _id: 'l', status: 'closed', returnedAt: at })),
      ),
  ],
  'a recalled loan is due no later than before, and not below what was guaranteed': [
    () => write('loans', loan({ dueAt: new Date(0), recall: { guaranteedUntil: at, dueBefore: at } })),
  ],
  'rules and calendars are what their last change left': [
    async () => {
      await write('rule_changes', { kind: 'calendar', branchId: 'odd', version: 7, after: { weekly: {} } })
      await write('branches', { _id: 'odd', isOdd: true, calendarVersion: 7, calendar: {} })
    },
  ],
  'one exception of a calendar at most holds for a day': [
    () => {
      const exceptions = [
        { from: '2026-03-01', to: '2026-03-05' },
        { from: '2026-03-05', to: '2026-03-06' },
      ]
      return write('branches', { isOdd: true, calendar: { exceptions } })
    },
  ],
  'one suggestion per reader and title, and a decision says when and why': [
    () => write('purchase_suggestions', ...twice(suggestion())),
    () => write('purchase_suggestions', suggestion({ status: 'ordered' })),
  ],
  'a copy in the collection has its title': [() => write('copies', copy('available', { titleId: 'gone' }))],
  'a copy is on loan exactly when a loan is open': [
    () => write('copies', copy('on_loan')),
    () => write('loans', loan()).then(() => write('copies', copy('available'))),
  ],
}

describe('verify', () => {
  it('misses no title while an import is under way, which writes copies first', async () => {
    const run = { path: 'x.mrc', source: 's', totals: {}, startedAt: new Date(), updatedAt: new Date() }
    await write('import_runs', { ...run, finishedAt: null })
    await write('copies', copy('available', { titleId: 'coming' }))
    const findings = await test.app.verify()
    await collection('import_runs').deleteMany({})
    expect(findings.filter(({ violations }) => violations.length > 0)).toEqual([])
  })

  it('has a slip to find for each of its rules, and finds nothing in a sound library', async () => {
    expect((await test.app.verify()).map(({ says }) => says).sort()).toEqual(Object.keys(slips).sort())
    await expectSound(test)
  })

  it.each(Object.entries(slips).flatMap(([says, writes]) => writes.map((slip) => [says, slip] as const)))(
    'sees when it is not true that %s',
    async (says, slip) => {
      await slip()
      const finding = (await test.app.verify()).find((each) => each.says === says)
      expect(finding?.violations).not.toEqual([])
    },
  )
})
