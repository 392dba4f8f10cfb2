import assert from 'node:assert/strict'
import jsQR from 'jsqr'
import { PNG } from 'pngjs'
import type { Promises } from '../support/promises'
import type { RunningService } from '../support/running-service'
import type { Phone } from './browser'
import { askAs, people, signIn, words } from './library'

interface Stage {
  readonly service: RunningService
  readonly reader: Phone
  readonly librarian: Phone
}

const myLoans = '/pages/bookings/index?view=loans'

/** The pass as a scanner reads it off the screen. The reader has a book ready (bff/demo). */
export async function tellPassStory({ story }: Promises, { service, reader, librarian }: Stage): Promise<void> {
  const keep = story()
  let scanned = ''
  await keep('a scanner reads from the screen the very pass that the library issued', async () => {
    await signIn(reader, people.student)
    await reader.open('/pages/bookings/pass')
    scanned = await scan(reader, 'pass-code')
    const ask = await askAs(service, people.student)
    const { pass } = (await ask('/pickup-pass')) as { pass: string } // as the contract says
    assert.equal(scanned, pass)
  })
  await keep('it can be scanned just as well in the dark and in large text', async () => {
    await reader.page.emulateMedia({ colorScheme: 'dark' })
    await reader.page.evaluate(() => document.documentElement.classList.add('text-large'))
    assert.equal(await scan(reader, 'pass-code'), scanned)
    await reader.page.emulateMedia({ colorScheme: 'light' })
  })
  await keep('one scan of it at the desk hands over what is ready', async () => {
    await reader.open(myLoans)
    await reader.all('loan-').first().waitFor()
    await signIn(librarian, people.desk)
    await librarian.open('/packages/desk/hand-over')
    await librarian.at('hand-over-pass').waitFor()
    await librarian.page.keyboard.type(scanned)
    await librarian.page.keyboard.press('Enter')
    await librarian.see(words.desk.handedOverCount(1))
  })
  await keep('the loans, looked at a moment before, have it at once', async () => {
    const before = await reader.all('loan-').count()
    await reader.page.reload()
    await reader.all('loan-').nth(before).waitFor()
  })
  await keep('afterwards nothing is left to fetch with it', async () => {
    await reader.open('/pages/bookings/pass')
    await reader.see(words.bookings.noReadyBooks)
  })
}

/** What a camera sees of the element, decoded; empty where it sees no code. */
async function scan(phone: Phone, id: string): Promise<string> {
  const { data, width, height } = PNG.sync.read(await phone.at(id).screenshot())
  return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? ''
}
