import path from 'node:path'
import { startService } from '../support/running-service'
import { createPhone, openBrowser } from './browser'
import type { Phone } from './browser'
import { people, signIn, workHere } from './library'
import { untilStill } from './looks-in-page'
import { deskScreens, readerScreens, type LookedAt } from './looks-screens'

/** `npm run screenshots`: the pictures of the README, from the running app on a fresh demo library. */
const pictures = {
  home: 'home',
  search: 'search results',
  title: 'title',
  'booking-sheet': 'booking sheet',
  'plan-visit': 'plan of a visit',
  'desk-paging': 'paging',
  'desk-arrivals': 'arrivals',
  rules: 'rules',
  'pass-dark': 'pass',
} as const

const folder = path.resolve(import.meta.dirname, '..', '..', 'docs', 'screenshots')

async function take(phone: Phone, screens: readonly LookedAt[]): Promise<void> {
  for (const [name, screenName] of Object.entries(pictures)) {
    const screen = screens.find((one) => one.name === screenName)
    if (screen === undefined) continue
    await phone.page.emulateMedia({ colorScheme: name.endsWith('-dark') ? 'dark' : 'light' })
    await screen.open(phone)
    await phone.page.evaluate(untilStill)
    await phone.page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' })
    process.stdout.write(`${name}.png\n`)
  }
}

const service = await startService({ withApp: true })
const browser = await openBrowser()
try {
  const reader = await createPhone(browser, { target: service.origin })
  const librarian = await createPhone(browser, { target: service.origin })
  await signIn(reader, people.student)
  await signIn(librarian, people.it)
  await workHere(librarian)
  await take(reader, readerScreens)
  await take(librarian, deskScreens)
  for (const { wire } of [reader, librarian]) await wire.stop()
} finally {
  await browser.close()
  await service.stop()
}
