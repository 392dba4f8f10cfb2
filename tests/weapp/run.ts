import assert from 'node:assert/strict'
import path from 'node:path'
import process from 'node:process'
import { startFakeWeChat } from '../support/fake-wechat'
import { createPromises } from '../support/promises'
import { startService } from '../support/running-service'
import { createBridge } from './bridge'
import { readBuild } from './build'
import { checkBuild } from './build-promises'
import { createPeople, phonesOf } from './library'
import { tellMainStory } from './main-story'
import { tellRoomsStory } from './rooms-story'
import { describe } from './world'

/** The built mini-program (dist/weapp) on phones of its own, its requests bridged to a running service. */
async function run(): Promise<boolean> {
  const build = readBuild(path.resolve(import.meta.dirname, '..', '..', 'dist', 'weapp'))
  const promises = createPromises()
  await checkBuild(promises, build)
  const wechat = await startFakeWeChat()
  const service = await startService({ env: wechat.env, withApp: false }).catch(async (error: unknown) => {
    await wechat.stop()
    throw error
  })
  const people = createPeople({ build, bridge: createBridge(service.origin) })
  const uncaught: string[] = []
  // a promise of the app that nobody caught is an error on WeChat's console
  process.on('unhandledRejection', (reason) => uncaught.push(describe(reason)))
  try {
    await tellMainStory(promises, people)
    await tellRoomsStory(promises, people)
    await promises.keep('no error on the console, none uncaught', () => {
      assert.deepEqual([...uncaught, ...phonesOf(people).flatMap(({ device }) => device.errors)], [])
    })
    for (const phone of phonesOf(people)) phone.end()
    await promises.keep('afterwards every invariant of the library holds', async () => {
      const { isSound, output } = await service.verify()
      assert.ok(isSound, output)
    })
  } finally {
    for (const phone of phonesOf(people)) phone.end()
    await service.stop()
    await wechat.stop()
  }
  return promises.report()
}

run().then(
  (isGood) => process.exit(isGood ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    console.log('\n0 passed, 1 failed')
    process.exit(1)
  },
)
