import assert from 'node:assert/strict'
import process from 'node:process'
import { createPromises } from '../support/promises'
import { startService } from '../support/running-service'
import { tellBranchDayStory } from './branch-day-story'
import { tellBranchExtrasStory } from './branch-extras-story'
import { createPhone, openBrowser } from './browser'
import type { Phone } from './browser'
import { tellCourseStory } from './course-story'
import { tellFriendStory } from './friend-story'
import { tellGroupStory } from './group-story'
import { tellLooksStory } from './looks-story'
import { tellMainStory } from './main-story'
import { tellNetworkStory } from './network-story'
import { tellNoticeStory } from './notice-story'
import { tellPassStory } from './pass-story'
import { tellRefusalStory } from './refusal-story'
import { tellRulesStory } from './rules-story'
import { tellScanStory } from './scan-story'
import { tellSearchStory } from './search-story'
import { tellVainStory } from './vain-story'
import { tellWeightStory } from './weight-story'

const stories = {
  weight: tellWeightStory,
  main: tellMainStory,
  search: tellSearchStory,
  vain: tellVainStory,
  scan: tellScanStory,
  looks: tellLooksStory,
  pass: tellPassStory,
  notice: tellNoticeStory,
  course: tellCourseStory,
  group: tellGroupStory,
  refusal: tellRefusalStory,
  day: tellBranchDayStory,
  extras: tellBranchExtrasStory,
  rules: tellRulesStory,
  friend: tellFriendStory,
  network: tellNetworkStory,
} as const

// cast: the keys of the literal above
const names = Object.keys(stories) as (keyof typeof stories)[]
const wanted = process.argv.slice(2)
/** All of them, or those named: `npm run test:e2e -- day`. */
const told = names.filter((name) => wanted.length === 0 || wanted.includes(name))

/** The browser app in a real Chromium, served by a service and demo library of its own. */
async function run(): Promise<boolean> {
  const promises = createPromises()
  const browser = await openBrowser()
  const service = await startService({ withApp: true }).catch(async (error: unknown) => {
    await browser.close()
    throw error
  })
  const phones: Phone[] = []
  const phone = async (options: { keepsNoApp?: boolean } = {}) => {
    const made = await createPhone(browser, { ...options, target: service.origin })
    phones.push(made)
    return made
  }
  try {
    const stage = {
      service,
      passerBy: await phone({ keepsNoApp: true }),
      reader: await phone(),
      librarian: await phone(),
      newPhone: () => phone(),
    }
    for (const name of told) await stories[name](promises, stage)
    await promises.keep('no error on the console of any of them', () => {
      assert.deepEqual(
        phones.flatMap(({ errors }) => errors),
        [],
      )
    })
    for (const one of phones) await one.close()
    await promises.keep('afterwards every invariant of the library holds', async () => {
      const { isSound, output } = await service.verify()
      assert.ok(isSound, output)
    })
  } finally {
    await browser.close()
    for (const { wire } of phones) await wire.stop()
    await service.stop()
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
