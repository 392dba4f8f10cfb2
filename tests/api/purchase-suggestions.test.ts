import { startTestApp, type TestApp } from '../support/app'
import { failureOf, messagesOf, refusalsOf, sorted } from '../support/circulation'
import { aLibrarian, aReader, aTitle, expectSound, foundLibrary } from '../support/library'
import type { RequestOf } from '../../bff/contract'
import type { ReaderRecord } from '../../bff/features/readers/readers.model'

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
  await aLibrarian({ _id: 'buyer', permissions: ['acquisitions'] })
})
afterAll(() => test.stop())
beforeEach(() => test.clock.set('2026-03-02T02:00:00.000Z'))
afterEach(() => expectSound(test))

type Body = RequestOf<'POST /purchase-suggestions'>['body']

const suggest = async (reader: ReaderRecord, body: Body) =>
  (await test.as(reader.number))('POST /purchase-suggestions', { body })
const mine = async (reader: ReaderRecord) => (await test.as(reader.number))('GET /purchase-suggestions')
const decide = async (
  { id }: { readonly id: string },
  body: RequestOf<'POST /desk/purchase-suggestions/:id/decide'>['body'],
) => (await test.as('buyer'))('POST /desk/purchase-suggestions/:id/decide', { params: { id }, body })

describe('a purchase suggestion (荐购)', () => {
  it('of a title of the catalogue takes its words from there, and stands in the own list', async () => {
    const reader = await aReader()
    const title = await aTitle({ isbns: ['9787302423287'] })
    const made = await suggest(reader, { titleId: title._id, note: '等了两个月' })
    expect(made).toMatchObject({
      titleId: title._id,
      title: title.title,
      isbn: '9787302423287',
      note: '等了两个月',
      status: 'submitted',
    })
    expect((await mine(reader)).items).toEqual([made])
    expect((await mine(await aReader())).items).toEqual([])
  })

  it('is made once per reader and title, however it is written; others may make it too', async () => {
    const reader = await aReader()
    await suggest(reader, { title: '深入理解 计算机系统', isbn: '978-7-111-54493-7' })
    expect(await refusalsOf(suggest(reader, { title: 'CSAPP', isbn: '9787111544937' }))).toEqual([
      'purchase_suggestion.already_made',
    ])
    await suggest(reader, { title: '三体（全集）', author: '刘慈欣' })
    expect(await refusalsOf(suggest(reader, { title: '三体 全集', author: '刘慈欣' }))).toHaveLength(1)
    expect(await suggest(await aReader(), { title: '三体（全集）', author: '刘慈欣' })).toMatchObject({
      status: 'submitted',
    })
  })

  it('made twice at the same moment is one', async () => {
    const reader = await aReader()
    await test.as(reader.number)
    const { came, failed } = sorted(
      await Promise.allSettled(Array.from({ length: 6 }, () => suggest(reader, { title: '同时' }))),
    )
    expect([came.length, failed.length]).toEqual([1, 5])
    expect((await mine(reader)).items).toHaveLength(1)
  })

  it('needs a title, and one that exists', async () => {
    const reader = await aReader()
    expect(await failureOf(suggest(reader, { note: '随便' }))).toMatchObject({ status: 422, code: 'request.invalid' })
    expect(await failureOf(suggest(reader, { titleId: 'nothing' }))).toMatchObject({ status: 404 })
  })

  it('is decided once; the reader hears of it with the reason, and staff never see who asked', async () => {
    const reader = await aReader()
    const made = await suggest(reader, { title: '要拒绝的书' })
    const waiting = (await (await test.as('buyer'))('GET /desk/purchase-suggestions')).items
    expect(JSON.stringify(waiting)).not.toContain(reader.number)
    expect(await failureOf(decide(made, { decision: 'declined' }))).toMatchObject({ code: 'request.invalid' })

    const declined = await decide(made, { decision: 'declined', reason: '已有电子版' })
    expect(declined).toMatchObject({ status: 'declined', reason: '已有电子版', decidedAt: '2026-03-02T02:00:00.000Z' })
    expect(await decide(made, { decision: 'declined', reason: '又一次' })).toEqual(declined)
    expect(await failureOf(decide(made, { decision: 'accepted' }))).toMatchObject({
      status: 409,
      code: 'purchase_suggestion.not_possible_now',
    })
    expect(await messagesOf(test, reader)).toMatchObject([
      { template: 'purchase_declined', details: { title: '要拒绝的书', reason: '已有电子版' } },
    ])
  })

  it('is decided by librarians with the permission only', async () => {
    const made = await suggest(await aReader(), { title: '谁来买' })
    const desk = await test.as('at-desk')
    const body = { decision: 'accepted' } as const
    const params = { id: made.id }
    expect(await failureOf(desk('POST /desk/purchase-suggestions/:id/decide', { params, body }))).toMatchObject({
      status: 403,
    })
    expect(await failureOf(decide({ id: 'nothing' }, body))).toMatchObject({ status: 404 })
  })
})
