import assert from 'node:assert/strict'
import process from 'node:process'
import { createPromises } from '../support/promises'
import { startService } from '../support/running-service'
import { createPhone, openBrowser } from './browser'
import type { Phone } from './browser'
import { tellMainStory } from './main-story'

/** The browser app in a real Chromium, served by a service and demo library of its own. */
async function run(): Promise<boolean> {
  const promises = createPromises()
  const browser = await openBrowser()
  const service = await startService({ withApp: true }).catch(async (error: unknown) => {
    await browser.close()
    throw error
  })
  const phones: Phone[] = []
  const phone = async () => {
    const made = await createPhone(browser, { target: service.origin })
    phones.push(made)
    return made
  }
  try {
    await tellMainStory(promises, { service, reader: await phone(), librarian: await phone() })
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
