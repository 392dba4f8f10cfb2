import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createInProcessEngine } from '../../../bff/infra/search/in-process-engine'
import { availabilityOf, idsFound, search, titleRecord } from './support'

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'rentu-index-'))
})
afterEach(() => rm(directory, { recursive: true }))

/** As after a crash: nothing but the files is left. */
async function restarted(version = '1') {
  const engine = createInProcessEngine({ directory })
  const place = await engine.restore(version)
  return { engine, place }
}

describe('an index that is stored', () => {
  test('has all of it after a restart, and the place to go on from', async () => {
    const { engine, place } = await restarted()
    expect(place).toBeNull()
    await engine.put([
      titleRecord({
        id: 'a',
        title: '圖書館學',
        authors: ['Müller, J.'],
        class: 'G250',
        year: 2001,
        summary: '{"甲":1}',
      }),
      titleRecord({ id: 'b', title: '數據結構', branches: ['law', 'main'], popularity: 7, isbns: ['7-302-14751-1'] }),
      titleRecord({ id: 'c', title: '已经剔除' }),
    ])
    await engine.setAvailability([availabilityOf({ id: 'b', copies: 2, available: 1, availableBranches: ['law'] })])
    await engine.remove(['c'])
    await engine.mark('here')

    const after = await restarted()
    expect(after.place).toBe('here')
    expect(after.engine.size()).toBe(2)
    for (const text of ['图书馆', 'muller', '9787302147510', '', '已经']) {
      expect(await search(after.engine, text)).toEqual(await search(engine, text))
    }
    expect(await idsFound(after.engine, '', { filters: { available: true, branch: ['law'] } })).toEqual(['b'])
    expect(await after.engine.suggest('数据', 5)).toEqual([{ kind: 'title', text: '數據結構', titleId: 'b' }])
  })

  test('goes on being written after a restart, and knows its old titles again', async () => {
    const { engine } = await restarted()
    await engine.put([titleRecord({ id: 'a', title: '第一版' }), titleRecord({ id: 'b', title: '另一种' })])
    await engine.mark('1')
    const second = await restarted()
    await second.engine.put([titleRecord({ id: 'a', title: '第二版', language: 'jpn' })])
    await second.engine.mark('2')
    const third = await restarted()
    expect(third.place).toBe('2')
    expect(await idsFound(third.engine, '第一版')).toEqual([])
    expect((await search(third.engine, '')).facets.language.map(({ value }) => value)).toEqual(['chi', 'jpn'])
  })

  test('is what was marked last, whatever came after', async () => {
    const { engine } = await restarted()
    await engine.put([titleRecord({ id: 'a', title: '有的' })])
    await engine.mark('1')
    await engine.put([titleRecord({ id: 'b', title: '没有来得及' })])
    await engine.remove(['a'])
    const after = await restarted()
    expect(after.place).toBe('1')
    expect(await idsFound(after.engine, '')).toEqual(['a'])
  })

  test('writes a segment once, and leaves no file that nothing names', async () => {
    const { engine } = await restarted()
    await engine.put(Array.from({ length: 100 }, (_, i) => titleRecord({ id: `t${i}`, title: `第${i}种` })))
    await engine.mark('1')
    const first = await readdir(directory)
    await engine.setAvailability([availabilityOf({ id: 't1', copies: 1 })])
    await engine.mark('2')
    const second = await readdir(directory)
    const segments = (names: readonly string[]) => names.filter((name) => name.startsWith('segment'))
    expect(segments(second)).toEqual(segments(first))
    expect(second).toHaveLength(3)
  })

  test('is not used by records of another version', async () => {
    const { engine } = await restarted()
    await engine.put([titleRecord({ id: 'a' })])
    await engine.mark('1')
    expect((await restarted('2')).place).toBeNull()
  })

  test('is whole although the crash came while it was being written', async () => {
    const { engine } = await restarted()
    await engine.put([titleRecord({ id: 'a', title: '安然无恙' })])
    await engine.mark('1')
    await writeFile(path.join(directory, 'segment-half'), 'half')
    await writeFile(path.join(directory, 'manifest.new'), '{"format":1,')
    const after = await restarted()
    expect(after.place).toBe('1')
    expect(await idsFound(after.engine, '安然')).toEqual(['a'])
  })

  test('is read anew from the catalogue when a file is damaged, cut short or gone', async () => {
    const { engine } = await restarted()
    await engine.put([titleRecord({ id: 'a', title: '会坏的' })])
    await engine.mark('1')
    const whole = path.join(directory, 'whole')
    const names = await readdir(directory)
    await mkdir(whole)
    for (const name of names) await rename(path.join(directory, name), path.join(whole, name))
    for (const name of names) {
      for (const damage of [cutShort, turnOneBit, rm]) {
        await cp(whole, directory, { recursive: true })
        expect((await restarted()).place).toBe('1')
        await damage(path.join(directory, name))
        expect([name, (await restarted()).place]).toEqual([name, null])
      }
    }
  })
})

async function cutShort(file: string): Promise<void> {
  await truncate(file, (await stat(file)).size - 9)
}

async function turnOneBit(file: string): Promise<void> {
  const bytes = await readFile(file)
  const middle = bytes.length >> 1
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  await writeFile(file, bytes)
}
