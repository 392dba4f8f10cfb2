import { LoanModel } from '../../bff/features/loans/loans.model'
import type { TitleRecord } from '../../bff/features/titles/titles.model'
import { startTestApp, type TestApp } from '../support/app'
import { lend, scan } from '../support/circulation'
import { aCopy, aReader, aTitle, collection, foundLibrary } from '../support/library'

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
  await foundLibrary(test)
})
afterAll(() => test.stop())

async function lentTimes(title: TitleRecord, times: number) {
  const copy = await aCopy(title)
  for (let n = 0; n < times; n++) {
    await lend(test, await aReader(), copy)
    await scan(test, copy)
  }
}

const popular = async () => (await test.anybody('GET /titles/popular')).items.map(({ title }) => title)

describe('the most borrowed', () => {
  it('are those of the last 90 days, counted once an hour, without what is gone', async () => {
    expect(await popular()).toEqual([])
    await lentTimes(await aTitle({ title: '去年的热门' }), 3)
    test.clock.advance({ days: 100 })
    await lentTimes(await aTitle({ title: '借过一次' }), 1)
    await lentTimes(await aTitle({ title: '借过两次' }), 2)
    const gone = await aTitle({ title: '已下架' })
    await lentTimes(gone, 2)
    await collection('titles').deleteOne({ _id: gone._id as never })
    test.clock.advance({ hours: 2 })

    expect(await popular()).toEqual(['借过两次', '借过一次'])

    await lentTimes(await aTitle({ title: '刚刚热起来' }), 3)
    expect(await popular()).toEqual(['借过两次', '借过一次'])
    test.clock.advance({ hours: 2 })
    expect(await popular()).toEqual(['刚刚热起来', '借过两次', '借过一次'])
  })

  it('are counted from an index alone', async () => {
    const plan = await LoanModel.find({ lentAt: { $gte: new Date(0) } }, { _id: 0, titleId: 1 })
      .hint({ lentAt: 1, titleId: 1 })
      .explain('executionStats')
    expect(JSON.stringify(plan)).toContain('"totalDocsExamined":0')
  })
})
