import type { RequestOf } from '../../bff/contract'
import { startTestApp, type TestApp } from '../support/app'
import { book, bookingNow, failureOf, lend, refusalsOf, sorted } from '../support/circulation'
import { send } from '../support/client'
import { startBeside } from '../support/instances'
import {
  aCopy,
  aLibrarian,
  aReader,
  aTitle,
  aTitleWithCopies,
  collection,
  expectSound,
  foundLibrary,
  plainRules,
} from '../support/library'
import { objectLike } from '../support/matchers'

jest.setTimeout(60_000)

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
  for (const _id of ['rules-1', 'rules-2']) await aLibrarian({ _id, name: `馆员 ${_id}`, permissions: ['rules'] })
})
afterAll(() => test.stop())
beforeEach(async () => {
  test.clock.set('2026-03-02T02:00:00.000Z')
  for (const name of ['loans', 'bookings', 'copies', 'rule_changes', 'settings'])
    await collection(name).deleteMany(name === 'settings' ? { _id: { $in: ['circulation', 'limits'] } as object } : {})
  await test.app.services.rules.replace(plainRules)
})
afterEach(() => expectSound(test))

type Rules = RequestOf<'POST /desk/rules/apply'>['body']['rules']

const [loanRule] = plainRules.loans
const [limitRule] = plainRules.limits
if (!loanRule || !limitRule) throw new Error('the plain rules')
const withLoans = (own: Partial<Rules['loans'][number]>): Rules => ({ ...plainRules, loans: [{ ...loanRule, ...own }] })
const withLimits = (own: Partial<Rules['limits'][number]>): Rules => ({
  ...plainRules,
  limits: [{ ...limitRule, ...own }],
})

const librarian = (account = 'rules-1') => test.as(account)
const inForce = async () => (await librarian())('GET /desk/rules')
const preview = async (rules: Rules) => (await librarian())('POST /desk/rules/preview', { body: { rules } })
const apply = async (rules: Rules, as: { version?: number; account?: string } = {}) => {
  const call = await librarian(as.account)
  const version = as.version ?? (await inForce()).version
  return call('POST /desk/rules/apply', { body: { rules, version } })
}
const undo = async (version?: number) =>
  (await librarian())('POST /desk/rules/revert', { body: { version: version ?? (await inForce()).version } })
const history = async (query: { limit?: number; cursor?: string } = {}) =>
  (await librarian())('GET /desk/rules/history', { query })

describe('the circulation rules (L1)', () => {
  it('are for librarians who hold the permission', async () => {
    const { version } = await inForce()
    const reader = await aReader()
    for (const account of ['at-desk', reader.number]) {
      const call = await test.as(account)
      for (const answer of [
        call('GET /desk/rules'),
        call('GET /desk/rules/history'),
        call('POST /desk/rules/preview', { body: { rules: plainRules } }),
        call('POST /desk/rules/apply', { body: { rules: plainRules, version } }),
        call('POST /desk/rules/revert', { body: { version } }),
      ])
        expect(await failureOf(answer)).toMatchObject({ status: 403, code: 'auth.forbidden' })
    }
    expect(await failureOf(test.anybody('GET /desk/rules'))).toMatchObject({ status: 401 })
  })

  it('hold for the next loan as soon as they are applied', async () => {
    const before = await inForce()
    const applied = await apply(withLoans({ loanDays: 10 }))
    expect(applied).toMatchObject({ version: before.version + 1, lastChange: { account: 'rules-1' } })
    const { copies } = await aTitleWithCopies(1)
    const [copy] = copies
    if (!copy) throw new Error('a copy')
    expect((await lend(test, await aReader(), copy)).dueAt).toBe('2026-03-12T15:59:59.000Z')
  })

  it('are seen by another instance within a second', async () => {
    const beside = await startBeside(test)
    try {
      expect((await beside.app.services.rules.read()).loans).toEqual(plainRules.loans)
      await apply(withLoans({ loanDays: 10 }))
      test.clock.advance({ minutes: 1 })
      expect((await beside.app.services.rules.read()).loans).toMatchObject([{ loanDays: 10 }])
      expect(await (await beside.as('rules-2'))('GET /desk/rules')).toMatchObject({
        rules: { loans: [{ loanDays: 10 }] },
      })
    } finally {
      await beside.stop()
    }
  })

  it('are refused with every reason and its path, and stay as they were', async () => {
    const bad: Rules = {
      ...plainRules,
      limits: [],
      loans: [loanRule, { ...loanRule, branchId: 'moon' }, loanRule],
      vacations: [{ from: '2026-07-05', to: '2026-08-31', dueOn: '2026-08-01' }],
    }
    const reasons = [
      { code: 'rules.no_fallback', details: { path: 'limits' } },
      { code: 'rules.scope_repeated', details: { path: 'loans.2' } },
      { code: 'rules.unknown_branch', details: { path: 'loans.1.branchId' } },
      { code: 'rules.due_before_vacation_ends', details: { path: 'vacations.0.dueOn' } },
    ]
    const seen = await preview(bad)
    expect(seen).toMatchObject({ refusals: reasons })
    expect(seen).not.toHaveProperty('touches')
    expect(await failureOf(apply(bad))).toMatchObject({
      status: 422,
      code: 'rules.refused',
      details: { refusals: reasons },
    })
    expect((await inForce()).rules).toEqual(plainRules)
  })

  it.each<[string, string, unknown]>([
    ['body.rules.loans.0.loanDays', 'loanDays', -1],
    ['body.rules.loans.0.totalDays', 'totalDays', 1_000_000],
    ['body.rules.loans.0.category', 'category', 'wizard'],
    ['body.rules.loans.0.forever', 'forever', true],
  ])('are refused by their shape at %s', async (path, field, value) => {
    const rules = { ...plainRules, loans: [{ ...loanRule, [field]: value }] }
    for (const operation of ['preview', 'apply']) {
      const body = { rules, ...(operation === 'apply' ? { version: 1 } : {}) }
      const token = await test.tokenOf('rules-1')
      const { response } = await send(test.origin, token, `POST /desk/rules/${operation}`, { body })
      expect(response.status).toBe(422)
      expect(await response.json()).toMatchObject({
        error: { code: 'request.invalid', details: { problems: [objectLike({ path })] } },
      })
    }
  })

  it('are changed by exactly one of two librarians who saw the same ones', async () => {
    for (let round = 0; round < 5; round++) {
      const { version } = await inForce()
      await Promise.all([librarian('rules-1'), librarian('rules-2')])
      const answers = await Promise.allSettled([
        apply(withLoans({ loanDays: 11 + round }), { version, account: 'rules-1' }),
        apply(withLoans({ loanDays: 21 + round }), { version, account: 'rules-2' }),
      ])
      const { came, failed } = sorted(answers)
      expect(failed).toMatchObject([{ status: 409, code: 'rules.stale' }])
      expect((await inForce()).rules).toEqual(came[0]?.rules)
      expect((await history()).items).toHaveLength(round + 1)
    }
  })

  it('are not changed, and nothing is written, where the set says the same', async () => {
    const { version } = await inForce()
    expect(await apply(plainRules)).toMatchObject({ version })
    expect((await history()).items).toEqual([])
  })
})

describe('the history of the rules', () => {
  it('tells who changed what and when, the newest first, page by page', async () => {
    await apply(withLoans({ loanDays: 10 }))
    test.clock.advance({ hours: 1 })
    await apply({ ...withLoans({ loanDays: 10 }), limits: [{ ...limitRule, openLoans: 3 }] }, { account: 'rules-2' })
    const first = await history({ limit: 1 })
    expect(first.items).toMatchObject([
      {
        kind: 'circulation',
        action: 'applied',
        at: '2026-03-02T03:00:00.000Z',
        by: { account: 'rules-2', name: '馆员 rules-2' },
        changes: [
          { part: 'limits', kind: 'changed', scope: {}, fields: [{ name: 'openLoans', before: 10, after: 3 }] },
        ],
      },
    ])
    const second = await history({ limit: 1, cursor: first.next ?? '' })
    expect(second.items).toMatchObject([{ by: { account: 'rules-1' }, at: '2026-03-02T02:00:00.000Z' }])
    expect(second.next).toBeUndefined()
  })

  it('lets the last change be undone, and the undoing too', async () => {
    const changed = withLoans({ loanDays: 10 })
    await apply(changed)
    expect((await undo()).rules).toEqual(plainRules)
    expect((await undo()).rules).toEqual(changed)
    expect((await history()).items.map(({ action }) => action)).toEqual(['undone', 'undone', 'applied'])
  })

  it('undoes nothing that somebody else has changed since, and nothing where nothing was changed', async () => {
    expect(await failureOf(undo())).toMatchObject({ status: 409, code: 'rules.nothing_to_undo' })
    const { version } = await apply(withLoans({ loanDays: 10 }))
    await apply(withLoans({ loanDays: 11 }), { account: 'rules-2' })
    expect(await failureOf(undo(version))).toMatchObject({ status: 409, code: 'rules.stale' })
  })
})

describe('the preview of changed rules', () => {
  async function loansOf(count: number) {
    const reader = await aReader()
    const loans = []
    for (let n = 0; n < count; n++) {
      const copy = await aCopy(await aTitle())
      loans.push(await lend(test, reader, copy))
    }
    return {
      reader,
      loans,
      renew: async (id: string) => (await test.as(reader.number))('POST /loans/:id/renew', { params: { id } }),
    }
  }

  it('stores nothing, and says that no date moves', async () => {
    const { loans } = await loansOf(1)
    const seen = await preview(withLoans({ loanDays: 10 }))
    expect(seen).toMatchObject({
      refusals: [],
      changes: [{ part: 'loans', fields: [{ name: 'loanDays', before: 30, after: 10 }] }],
      touches: { movesDates: false, changedLoans: { count: 1, examples: [{ loanId: loans[0]?.id }] } },
    })
    expect((await inForce()).rules).toEqual(plainRules)
  })

  it('counts the loans of exactly the scope that changes', async () => {
    const { loans } = await loansOf(2)
    const external = await aReader({ category: 'external' })
    await lend(test, external, await aCopy(await aTitle(), { loanType: 'short', branchId: 'science' }))
    const scope = { category: 'external', loanType: 'short', branchId: 'science' } as const
    const narrow = await preview({ ...plainRules, loans: [loanRule, { ...loanRule, ...scope, loanDays: 7 }] })
    expect(narrow.touches?.changedLoans).toMatchObject({ count: 1, examples: [{ branch: { id: 'science' } }] })
    expect((await preview(withLoans({ loanDays: 7 }))).touches?.changedLoans.count).toBe(loans.length + 1)
  })

  it('counts the loans that could not be renewed any more, as renewing then shows', async () => {
    const { loans, renew } = await loansOf(2)
    const [renewed, fresh] = loans
    if (!renewed || !fresh) throw new Error('two loans')
    test.clock.advance({ days: 5 })
    await renew(renewed.id)
    const fewer = withLoans({ renewals: 1 })
    expect((await preview(fewer)).touches?.notRenewable).toMatchObject({
      count: 1,
      examples: [{ loanId: renewed.id, renewals: 1 }],
    })
    await apply(fewer)
    test.clock.advance({ days: 5 })
    expect(await refusalsOf(renew(renewed.id))).toEqual(['loan.cap_reached'])
    expect(await renew(fresh.id)).toMatchObject({ renewals: 1 })
  })

  it('counts the readers above a lower limit, who keep what they have and borrow no more', async () => {
    const { reader } = await loansOf(3)
    await loansOf(1)
    const lower = withLimits({ openLoans: 2 })
    expect((await preview(lower)).touches).toMatchObject({
      overLoanLimit: { count: 1, examples: [{ number: reader.number, open: 3, limit: 2, category: reader.category }] },
      overBookingLimit: { count: 0, examples: [] },
    })
    await apply(lower)
    expect(await refusalsOf(lend(test, reader, await aCopy(await aTitle())))).toEqual(['loan.limit_reached'])
  })

  it('counts the bookings above a lower limit, which stay', async () => {
    const reader = await aReader()
    const bookings = []
    for (let n = 0; n < 3; n++) bookings.push(await book(test, reader, (await aTitleWithCopies(1)).title))
    const lower = withLimits({ openBookings: 1 })
    expect((await preview(lower)).touches).toMatchObject({
      overBookingLimit: { count: 1, examples: [{ number: reader.number, open: 3, limit: 1 }] },
      bookingsOverLimit: 2,
    })
    await apply(lower)
    for (const booking of bookings) expect(await bookingNow(test, reader, booking)).toMatchObject({ status: 'paging' })
  })

  it('counts the loans due in a new vacation, which keep their date', async () => {
    const { loans } = await loansOf(2)
    const vacation = { from: '2026-03-25', to: '2026-04-10', dueOn: '2026-04-20' }
    const seen = await preview({ ...plainRules, vacations: [vacation] })
    expect(seen.touches?.dueInVacation.count).toBe(loans.length)
    const later = { ...vacation, from: '2026-04-02' }
    expect((await preview({ ...plainRules, vacations: [later] })).touches?.dueInVacation.count).toBe(0)
  })

  it('shows no more than twenty of many', async () => {
    const limits = [{ ...limitRule, openLoans: 40 }]
    await apply({ ...plainRules, limits })
    await loansOf(23)
    const { touches } = await preview({ ...withLoans({ loanDays: 7 }), limits })
    expect(touches?.changedLoans.count).toBe(23)
    expect(touches?.changedLoans.examples).toHaveLength(20)
  })
})

describe('copies that changed rules let be booked on the shelf (B7)', () => {
  it('go to those who have waited for them', async () => {
    await apply({ ...plainRules, onShelf: [{ branchId: null, loanType: null, allowed: false }] })
    const title = await aTitle()
    const shelved = await aCopy(title)
    const copy = await aCopy(title)
    await lend(test, await aReader(), copy)
    const waiting = await aReader()
    const booking = await book(test, waiting, title)
    expect(booking).toMatchObject({ status: 'queued' })
    await apply(plainRules)
    await test.app.services.circulation.serveByNewRules()
    expect(await bookingNow(test, waiting, booking)).toMatchObject({
      status: 'paging',
      copy: { barcode: shelved.barcode },
    })
  })
})
