import { startTestApp, type TestApp } from '../support/app'
import { book, cancel, failureOf, handOver, lend, scan } from '../support/circulation'
import { createClient } from '../support/client'
import { aPng } from '../support/images'
import {
  aLibrarian,
  aReader,
  aTitleWithCopies,
  collection,
  expectSound,
  foundLibrary,
  plainRules,
} from '../support/library'
import { aPastLoan, chargeFor, countOf, keepHistory, ownerOf } from '../support/privacy'
import type { ReaderRecord } from '../../bff/features/readers/readers.model'

jest.setTimeout(60_000)

let test: TestApp
let groups: ReadonlyMap<string, string>

beforeAll(async () => {
  // the code of wx.login is the openid here
  test = await startTestApp({ wechat: { openidOf: async (code) => code } })
  await foundLibrary(test)
  await aLibrarian({ _id: 'cashier', permissions: ['fees'] })
  test.clock.set('2026-03-02T02:00:00.000Z')
  const { consultationGroups } = test.app.services
  const texts = { name: { zh: '咨询群' }, description: { zh: '有问必答' } }
  groups = await consultationGroups.describe([
    { scene: 'joined', ...texts },
    { scene: 'waited-for', ...texts },
  ])
  const code = { bytes: aPng(300, 300), members: 0, uploadedAt: test.clock.now(), uploadedBy: 'at-desk' }
  await consultationGroups.addCode(groups.get('joined') ?? '', code)
})
afterAll(() => test.stop())
beforeEach(() => {
  test.clock.set('2026-03-02T02:00:00.000Z')
})
afterEach(() => expectSound(test))

const of = async (reader: ReaderRecord) => test.as(reader.number)
const erase = async (reader: ReaderRecord) => (await of(reader))('POST /me/erasure', {})

/** The answers that are kept for an account, without those to signing in. */
const answersOf = (account: string) =>
  collection('idempotent_answers')
    .find({ _id: { $gte: `${account} `, $lt: `${account}!` } as never })
    .toArray()

/** A phone whose WeChat user joined a group as a visitor, and was tied to the reader then. */
async function boundPhone(reader: ReaderRecord) {
  const code = `openid of ${reader.number}`
  const signedIn = await test.anybody('POST /session', { body: { kind: 'wechat', code } })
  const visitor = createClient(test.origin, signedIn.token)
  await visitor('POST /consultation-groups/:id/join', { params: { id: groups.get('joined') ?? '' } })
  const [answer] = await collection('idempotent_answers')
    .find({ _id: /^wechat:/ })
    .toArray()
  const bound = await visitor('POST /session/bind', { body: { kind: 'demo', account: reader.number } })
  const [visitorAccount = ''] = String(answer?._id).split(' ')
  return { code, visitorAccount, phone: createClient(test.origin, bound.token) }
}

describe('leaving (X1)', () => {
  it('is refused with everything that is still open, and takes nothing', async () => {
    const reader = await aReader()
    const past = await aPastLoan(test, reader)
    const [lent, booked] = [await aTitleWithCopies(1), await aTitleWithCopies(1)]
    if (lent.copies[0]) await lend(test, reader, lent.copies[0])
    await book(test, reader, booked.title)
    await chargeFor(test, reader, past.copy)
    const failure = await failureOf(erase(reader))
    expect(failure).toMatchObject({ status: 422, code: 'erasure.refused' })
    expect(failure.refusals).toEqual(['erasure.open_loans', 'erasure.open_bookings', 'erasure.unsettled_fees'])
    expect(await ownerOf('loans', past.loanId)).toBe(reader._id)
  })

  it('forgets all history, also what came back late, and leaves no pass, message or stored answer', async () => {
    const reader = await aReader()
    await keepHistory(test, reader, true)
    const late = await aPastLoan(test, reader, 40)
    await (
      await of(reader)
    )('GET /pickup-pass')
    const { title } = await aTitleWithCopies(1)
    await cancel(test, reader, await book(test, reader, title))
    expect(await erase(reader)).toEqual({ ok: true })
    expect(await ownerOf('loans', late.loanId)).toBeNull()
    for (const name of ['bookings', 'loans', 'visits', 'receipts', 'messages', 'pickup_passes'])
      expect(await countOf(name, reader)).toBe(0)
    const answers = await collection('idempotent_answers')
      .find({ _id: { $gte: `${reader.number} ` as never } })
      .toArray()
    expect(answers.filter(({ _id }) => String(_id).startsWith(`${reader.number} POST /bookings`))).toEqual([])
  })

  it('leaves no answer that the phone was given, by the number or before WeChat was tied to it', async () => {
    const reader = await aReader()
    const { phone, visitorAccount } = await boundPhone(reader)
    expect(await answersOf(visitorAccount)).toHaveLength(1)
    await phone('POST /purchase-suggestions', { body: { title: '想买的书' } })
    expect(await answersOf(reader.number)).toHaveLength(1)
    await erase(reader)
    expect(await answersOf(visitorAccount)).toEqual([])
    expect(await answersOf(reader.number)).toMatchObject([{ body: '{"ok":true}' }])
  })

  it('leaves no sign of the groups that were joined or waited for, under either account', async () => {
    const reader = await aReader()
    const { phone } = await boundPhone(reader)
    await phone('POST /consultation-groups/:id/join', { params: { id: groups.get('joined') ?? '' } })
    await phone('POST /consultation-groups/:id/join', { params: { id: groups.get('waited-for') ?? '' } })
    const [places, waiting] = [collection('group_places'), collection('group_waiting')]
    expect([await places.countDocuments({}), await waiting.countDocuments({})]).toEqual([2, 1])
    await erase(reader)
    expect([await places.countDocuments({}), await waiting.countDocuments({})]).toEqual([0, 0])
  })

  it('unties WeChat and signs out everywhere', async () => {
    const reader = await aReader()
    const { phone, code } = await boundPhone(reader)
    await erase(reader)
    expect(await failureOf(phone('GET /me'))).toMatchObject({ status: 401 })
    expect((await test.anybody('POST /session', { body: { kind: 'wechat', code } })).me.reader).toBeNull()
  })

  it('and booking at the same moment never leave an open booking of somebody forgotten', async () => {
    for (let round = 0; round < 4; round++) {
      const reader = await aReader()
      const { title } = await aTitleWithCopies(1)
      await of(reader)
      await Promise.allSettled([erase(reader), book(test, reader, title)])
      const open = await collection('bookings').find({ titleId: title._id }).toArray()
      for (const booking of open) expect(booking['readerId']).toBe(reader._id)
    }
  })

  it('a delegated pass ends with its reader’s leaving (P3)', async () => {
    await test.app.services.rules.replace(plainRules)
    const reader = await aReader()
    const { title, copies } = await aTitleWithCopies(1)
    const booking = await book(test, reader, title)
    if (copies[0]) await scan(test, copies[0])
    const pass = await (await of(reader))('POST /pickup-passes', { body: { bookingIds: [booking.id] } })
    await cancel(test, reader, booking)
    await erase(reader)
    expect((await failureOf(handOver(test, { pass: pass.pass }))).code).toBe('pass.invalid')
  })
})
