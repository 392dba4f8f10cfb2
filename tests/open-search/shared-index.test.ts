import { connectCluster, type Cluster } from '../../bff/infra/search/open-search/cluster'
import { createOpenSearchEngine } from '../../bff/infra/search/open-search/open-search-engine'
import { availabilityOf, idsFound, search, titleRecord } from '../unit/search/support'

const url = process.env['SEARCH_TEST_URL'] ?? ''
let cluster: Cluster
let catalogues = 0

beforeAll(() => {
  cluster = connectCluster({ url })
})
afterAll(() => cluster.close())

/** The engines of several instances of the service, or of one that starts again: all over one index. */
function instances() {
  const name = `shared-${process.pid}-${Date.now()}-${catalogues++}`
  const start = async (version = '1') => {
    const engine = createOpenSearchEngine({ cluster, name })
    const place = await engine.restore(version)
    return { engine, place }
  }
  return { name, start }
}

describe('an index on other machines', () => {
  test('is there after a restart, with its titles, and the place to go on from', async () => {
    const { start } = instances()
    const { engine, place } = await start()
    expect(place).toBeNull()
    await engine.put([titleRecord({ id: 'a', title: '圖書館學' }), titleRecord({ id: 'b', title: '數據結構' })])
    await engine.setAvailability([availabilityOf({ id: 'b', copies: 2, available: 1, availableBranches: ['law'] })])
    await engine.mark('here')

    const after = await start()
    expect([after.place, after.engine.size()]).toEqual(['here', 2])
    expect(await search(after.engine, '数据')).toEqual(await search(engine, '数据'))
  })

  test('without a mark is built anew, over what a build that broke off has left', async () => {
    const { start } = instances()
    await (await start()).engine.put([titleRecord({ id: 'a', title: '第一版' }), titleRecord({ id: 'gone' })])
    const { engine, place } = await start()
    expect(place).toBeNull()
    await engine.put([titleRecord({ id: 'a', title: '第二版' })])
    await engine.keepOnly(new Set(['a']))
    expect([engine.size(), await idsFound(engine, '第二版')]).toEqual([1, ['a']])
  })

  test('shows every instance what any of them was told, and the same told by several counts once', async () => {
    const { start } = instances()
    const [one, other] = await Promise.all([start(), start()])
    const records = [titleRecord({ id: 'a', title: '天文学' }), titleRecord({ id: 'b', title: '天文台' })]
    const live = [availabilityOf({ id: 'a', copies: 3 })]
    await Promise.all([
      one.engine.put(records),
      other.engine.put(records),
      one.engine.setAvailability(live),
      other.engine.setAvailability(live),
    ])
    const found = await search(other.engine, '天文')
    expect(found.total).toBe(2)
    expect(found.hits.find(({ id }) => id === 'a')?.availability.copies).toBe(3)
    expect(await search(one.engine, '天文')).toEqual(found)
  })

  test('of a new version is built beside the old one, which goes on answering', async () => {
    const { start } = instances()
    const old = await start('1')
    await old.engine.put([titleRecord({ id: 'a', title: '旧的' })])
    await old.engine.mark('1')
    const fresh = await start('2')
    await fresh.engine.put([titleRecord({ id: 'a', title: '新的' })])
    expect([old.place, fresh.place]).toEqual([null, null])
    expect(await idsFound(old.engine, '旧的')).toEqual(['a'])
    expect(await idsFound(fresh.engine, '旧的')).toEqual([])
    expect((await start('1')).place).toBe('1')
  })

  test('that somebody removes is made anew in its own shape, and says so to whoever feeds it', async () => {
    const { name, start } = instances()
    const { engine } = await start()
    await engine.put([titleRecord({ id: 'a', title: '化学' })])
    const names = Object.keys((await cluster.ask({ method: 'GET', path: `/${name}-*` })) as object)
    await fetch(`${url}/${names.join(',')}`, { method: 'DELETE' })
    await expect(engine.put([titleRecord({ id: 'b' })])).rejects.toMatchObject({ code: 'service.search_away' })
    await engine.put([titleRecord({ id: 'a', title: '化学' })])
    expect(await idsFound(engine, '化学', { filters: { branch: ['main'] } })).toEqual(['a'])
  })
})

describe('a server that is away', () => {
  test('is a clear error at once, and no engine to rely on', async () => {
    const nowhere = connectCluster({ url: 'http://127.0.0.1:9' })
    const engine = createOpenSearchEngine({ cluster: nowhere })
    const startedAt = performance.now()
    await expect(search(engine, '数据')).rejects.toMatchObject({ code: 'service.search_away' })
    await expect(engine.put([titleRecord({ id: 'a' })])).rejects.toMatchObject({ code: 'service.search_away' })
    expect(await engine.isUsable()).toBe(false)
    expect(performance.now() - startedAt).toBeLessThan(5_000)
    await nowhere.close()
  })

  test('is told from one that is there', async () => {
    expect(await createOpenSearchEngine({ cluster }).isUsable()).toBe(true)
  })
})
