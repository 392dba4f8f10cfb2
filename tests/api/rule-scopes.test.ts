import type { RequestOf } from '../../bff/contract'
import type { CopyRecord } from '../../bff/features/copies/copies.model'
import type { ReaderRecord } from '../../bff/features/readers/readers.model'
import { startTestApp, type TestApp } from '../support/app'
import { book, bookingNow, failureOf, lend, refusalsOf } from '../support/circulation'
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

jest.setTimeout(60_000)

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
  await aLibrarian({ _id: 'rules-1', name: '规则馆员', permissions: ['rules', 'fees'] })
})
afterAll(() => test.stop())
beforeEach(async () => {
  test.clock.set('2026-03-02T02:00:00.000Z')
  for (const name of ['loans', 'bookings', 'copies', 'fees', 'rule_changes', 'settings'])
    await collection(name).deleteMany(name === 'settings' ? { _id: { $in: ['circulation', 'limits'] } as object } : {})
  await test.app.services.rules.replace(plainRules)
})
afterEach(() => expectSound(test))

type Rules = RequestOf<'POST /desk/rules/apply'>['body']['rules']

const [loanRule] = plainRules.loans
const [limitRule] = plainRules.limits
const [shelfRule] = plainRules.onShelf
if (!loanRule || !limitRule || !shelfRule) throw new Error('the plain rules')

const librarian = () => test.as('rules-1')
const inForce = async () => (await librarian())('GET /desk/rules')
const preview = async (rules: Rules) => (await librarian())('POST /desk/rules/preview', { body: { rules } })
const apply = async (rules: Rules) => {
  const { version } = await inForce()
  return (await librarian())('POST /desk/rules/apply', { body: { rules, version } })
}
const undo = async () => {
  const { version } = await inForce()
  return (await librarian())('POST /desk/rules/revert', { body: { version } })
}
const newest = async () => (await (await librarian())('GET /desk/rules/history', { query: { limit: 1 } })).items[0]

const ofScience = { ...loanRule, branchId: 'science', loanDays: 7 }
const withScience: Rules = { ...plainRules, loans: [loanRule, ofScience] }
const lentIn = async (branchId: string) => lend(test, await aReader(), await aCopy(await aTitle(), { branchId }))
const endOf = (day: string) => `${day}T15:59:59.000Z`

describe('a loan rule that is added for one branch (L1)', () => {
  it('wins for the books of that branch and no other', async () => {
    await apply(withScience)
    expect((await lentIn('science')).dueAt).toBe(endOf('2026-03-09'))
    expect((await lentIn('main')).dueAt).toBe(endOf('2026-04-01'))
  })

  it('is on record as added, with its scope and all that it says', async () => {
    await apply(withScience)
    expect(await newest()).toMatchObject({
      action: 'applied',
      by: { name: '规则馆员' },
      changes: [{ part: 'loans', kind: 'added', scope: { branch: { id: 'science', name: '理科分馆' } } }],
    })
    expect((await newest())?.changes[0]?.fields).toContainEqual({ name: 'loanDays', before: null, after: 7 })
  })

  it('is taken away by undoing, and back by undoing that', async () => {
    await apply(withScience)
    expect((await undo()).rules).toEqual(plainRules)
    expect((await newest())?.changes).toMatchObject([{ part: 'loans', kind: 'removed' }])
    expect((await undo()).rules).toEqual(withScience)
  })

  it('gives way to the rule for everybody when it is removed, and the preview counts exactly its loans', async () => {
    await apply(withScience)
    const loan = await lentIn('science')
    await lentIn('main')
    const seen = await preview(plainRules)
    expect(seen.changes).toMatchObject([{ kind: 'removed', scope: { branch: { id: 'science' } } }])
    expect(seen.touches?.changedLoans).toMatchObject({ count: 1, examples: [{ loanId: loan.id }] })
    await apply(plainRules)
    expect((await lentIn('science')).dueAt).toBe(endOf('2026-04-01'))
  })

  it('touches nobody where it says what held before', async () => {
    await lentIn('science')
    expect((await preview({ ...plainRules, loans: [loanRule, { ...ofScience, loanDays: 30 }] })).touches).toMatchObject(
      { changedLoans: { count: 0 }, notRenewable: { count: 0 } },
    )
  })
})

describe('a set of rules (L1)', () => {
  const way = { from: 'main', to: 'science', days: 2 }

  it.each<[promise: string, own: Partial<Rules>, refusals: readonly (readonly [string, string])[]]>([
    [
      'without a loan rule for everybody',
      { loans: [{ ...loanRule, category: 'teacher' }] },
      [['rules.no_fallback', 'loans']],
    ],
    [
      'without limits for everybody',
      { limits: [{ ...limitRule, category: 'teacher' }] },
      [['rules.no_fallback', 'limits']],
    ],
    [
      'that says for one branch only what may be booked on the shelf',
      { onShelf: [{ ...shelfRule, branchId: 'main' }] },
      [['rules.no_fallback', 'onShelf']],
    ],
    [
      'with two loan rules of one scope',
      { loans: [loanRule, ofScience, ofScience] },
      [['rules.scope_repeated', 'loans.2']],
    ],
    ['with two limits of one category', { limits: [limitRule, limitRule] }, [['rules.scope_repeated', 'limits.1']]],
    ['with two shelf rules of one scope', { onShelf: [shelfRule, shelfRule] }, [['rules.scope_repeated', 'onShelf.1']]],
    ['with two times for one way', { transitDays: [way, way] }, [['rules.scope_repeated', 'transitDays.1']]],
    [
      'that names branches which do not exist',
      {
        loans: [loanRule, { ...loanRule, branchId: 'moon' }],
        onShelf: [shelfRule, { ...shelfRule, branchId: 'moon' }],
        transitDays: [{ ...way, from: 'moon', to: 'mars' }],
      },
      [
        ['rules.unknown_branch', 'loans.1.branchId'],
        ['rules.unknown_branch', 'onShelf.1.branchId'],
        ['rules.unknown_branch', 'transitDays.0.from'],
        ['rules.unknown_branch', 'transitDays.0.to'],
      ],
    ],
  ])('%s is refused, and nothing changes', async (_promise, own, refusals) => {
    const rules = { ...plainRules, ...own }
    const reasons = refusals.map(([code, path]) => ({ code, details: { path } }))
    expect(await preview(rules)).toMatchObject({ refusals: reasons })
    expect(await failureOf(apply(rules))).toMatchObject({
      status: 422,
      code: 'rules.refused',
      details: { refusals: reasons },
    })
    expect((await inForce()).rules).toEqual(plainRules)
  })
})

const shut: Rules = { ...plainRules, onShelf: [{ ...shelfRule, allowed: false }] }

/** Readers who wait for a title of which all but one copy stand on a shelf that may not be booked. */
async function waitingBesideShelf(count: number, own: Partial<CopyRecord> = {}) {
  const title = await aTitle()
  await lend(test, await aReader(), await aCopy(title))
  await aCopy(title, own)
  const waiting: { reader: ReaderRecord; booking: { readonly id: string } }[] = []
  for (let n = 0; n < count; n++) {
    const reader = await aReader()
    waiting.push({ reader, booking: await book(test, reader, title) })
  }
  return waiting
}

describe('the preview of rules for what stands on the shelf (B7)', () => {
  it('counts the bookings that are then served, and no more than there are copies', async () => {
    await apply(shut)
    const [first, second] = await waitingBesideShelf(2)
    if (!first || !second) throw new Error('two readers')
    expect((await preview(plainRules)).touches?.servedFromShelf).toMatchObject({
      count: 1,
      examples: [{ bookingId: first.booking.id, pickupPoint: { id: 'desk' } }],
    })
    await apply(plainRules)
    await test.app.services.circulation.serveByNewRules()
    expect(await bookingNow(test, first.reader, first.booking)).toMatchObject({ status: 'paging' })
    expect(await bookingNow(test, second.reader, second.booking)).toMatchObject({ status: 'queued' })
  })

  it('counts nobody who waits beside a shelf of another branch', async () => {
    await apply(shut)
    await waitingBesideShelf(1, { branchId: 'main' })
    const rule = { branchId: 'science', loanType: null, allowed: true }
    const seen = await preview({ ...shut, onShelf: [...shut.onShelf, rule] })
    expect(seen.touches?.servedFromShelf.count).toBe(0)
    expect(seen.changes).toMatchObject([
      {
        part: 'onShelf',
        kind: 'added',
        scope: { branch: { id: 'science' } },
        fields: [{ name: 'allowed', before: null, after: true }],
      },
    ])
  })
})

describe('the preview of a lower limit for one category (L5)', () => {
  const forUndergraduates = (own: Partial<Rules['limits'][number]>): Rules => ({
    ...plainRules,
    limits: [
      { ...limitRule, overdueGraceDays: 30 },
      { ...limitRule, overdueGraceDays: 30, category: 'undergraduate', ...own },
    ],
  })
  const lenient: Rules = { ...plainRules, limits: [{ ...limitRule, overdueGraceDays: 30 }] }

  it('counts the readers whom overdue books would block, as booking then shows', async () => {
    await apply(lenient)
    const late = await aReader()
    const teacher = await aReader({ category: 'teacher' })
    for (const reader of [late, teacher]) await lend(test, reader, await aCopy(await aTitle()))
    test.clock.advance({ days: 35 })
    await lend(test, await aReader(), await aCopy(await aTitle()))
    const strict = forUndergraduates({ overdueGraceDays: 4 })
    expect((await preview(strict)).touches?.blockedByOverdue).toMatchObject({
      count: 1,
      examples: [{ number: late.number, open: 5, limit: 4 }],
    })
    expect((await preview(forUndergraduates({ overdueGraceDays: 5 }))).touches?.blockedByOverdue.count).toBe(0)
    await apply(strict)
    const { title } = await aTitleWithCopies(1)
    expect(await refusalsOf(book(test, late, title))).toEqual(['reader.overdue'])
    expect(await book(test, teacher, title)).toMatchObject({ status: 'paging' })
  })

  it('counts the readers whom what they owe would block, as booking then shows', async () => {
    const owing = await aReader()
    for (const amountCents of [300, 800])
      await (
        await librarian()
      )('POST /desk/fees', { body: { readerNumber: owing.number, amountCents, reason: 'overdue' } })
    const strict: Rules = { ...plainRules, limits: [{ ...limitRule, feeBlockCents: 1000 }] }
    expect((await preview(strict)).touches?.blockedByFees).toMatchObject({
      count: 1,
      examples: [{ number: owing.number, open: 1100, limit: 1000 }],
    })
    await apply(strict)
    expect(await refusalsOf(book(test, owing, (await aTitleWithCopies(1)).title))).toEqual(['reader.owes_fees'])
  })
})

describe('the preview of days on the road (B17)', () => {
  const slow: Rules = { ...plainRules, transitDays: [{ from: 'science', to: 'main', days: 3 }] }

  it('counts what is being fetched for that way, and its promise stays', async () => {
    const reader = await aReader()
    const { title } = await aTitleWithCopies(1, { branchId: 'science' })
    const booking = await book(test, reader, title)
    await book(test, await aReader(), (await aTitleWithCopies(1)).title)
    const seen = await preview(slow)
    expect(seen.touches?.changedRoutes).toMatchObject({ count: 1, examples: [{ bookingId: booking.id }] })
    expect(seen.changes).toMatchObject([
      { part: 'transitDays', kind: 'added', scope: { branch: { id: 'science' }, toBranch: { id: 'main' } } },
    ])
    await apply(slow)
    expect(await bookingNow(test, reader, booking)).toMatchObject({ readyBy: booking.readyBy })
  })

  it('counts nothing on a way whose days are named and stay, whatever is usual elsewhere', async () => {
    await apply(slow)
    await book(test, await aReader(), (await aTitleWithCopies(1, { branchId: 'science' })).title)
    expect((await preview({ ...slow, defaultTransitDays: 5 })).touches?.changedRoutes.count).toBe(0)
  })
})
