import { CopyModel } from '../../bff/features/copies/copies.model'
import { startTestApp, type TestApp } from '../support/app'
import { aReader, aTitleWithCopies, foundLibrary } from '../support/library'
import { book } from '../support/circulation'

const operators = 'a-token-of-the-operators'
let test: TestApp

beforeAll(async () => {
  test = await startTestApp({ env: { METRICS_TOKEN: operators } })
  await foundLibrary(test)
})
afterAll(() => test.stop())

async function metrics(headers: Record<string, string> = {}) {
  const response = await fetch(`${test.origin}/metrics`, { headers })
  return { status: response.status, text: await response.text() }
}

async function lookAtInvariants(): Promise<void> {
  await test.app.jobs.find(({ name }) => name === 'check the invariants')?.run()
}

const figure = (text: string, name: string) => new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1]

describe('the figures for whoever watches over the library', () => {
  it('tells that no rule of circulation is broken, and when that was looked at', async () => {
    expect(figure((await metrics()).text, 'rentu_invariant_violations\\{rule="any"\\}')).toBeUndefined()
    await lookAtInvariants()
    const { text } = await metrics()
    expect(figure(text, 'rentu_invariant_violations\\{rule="any"\\}')).toBe('0')
    expect(figure(text, 'rentu_invariants_checked_timestamp_seconds')).toBe(String(test.clock.now().getTime() / 1000))
  })

  it('tells which rule is broken once somebody has written past the service', async () => {
    const { title, copies } = await aTitleWithCopies(1)
    await book(test, await aReader(), title)
    await CopyModel.updateOne({ _id: copies[0]?._id ?? '' }, { $set: { status: 'in_process' } })
    await lookAtInvariants()
    const { text } = await metrics()
    expect(figure(text, 'rentu_invariant_violations\\{rule="any"\\}')).toBe('1')
    expect(figure(text, 'rentu_invariant_violations\\{rule="B9"\\}')).toBe('1')
    expect(text).not.toContain('rule="B5"')
  })

  it('are for this machine, not for everybody whom a proxy on it lets through', async () => {
    expect((await metrics()).status).toBe(200)
    expect((await metrics({ 'X-Forwarded-For': '203.0.113.9' })).status).toBe(403)
    const withToken = await metrics({ 'X-Forwarded-For': '203.0.113.9', Authorization: `Bearer ${operators}` })
    expect(withToken.status).toBe(200)
  })
})
