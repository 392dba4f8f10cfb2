import assert from 'node:assert/strict'
import type { Promises } from '../support/promises'
import type { Phone } from './browser'
import { people, signIn, textbook, words } from './library'

interface Stage {
  readonly reader: Phone
  /** Another phone of the same reader. */
  newPhone(): Promise<Phone>
}

type Keep = ReturnType<Promises['story']>

const owned = '9787302147510'
const foreign = '9787115999993'

/** A book in hand: its ISBN by the camera, or typed where there is none. */
export async function tellScanStory({ story }: Promises, stage: Stage): Promise<void> {
  await typed(story(), stage.reader)
  const phone = await stage.newPhone()
  await phone.context.addInitScript(browserThatReadsCodes)
  await seen(story(), phone)
  await refused(story(), phone)
}

/** Chromium reads codes on Android only: what it would see is told by the story. The camera and its pictures are Chromium's. */
function browserThatReadsCodes(): void {
  class BarcodeDetector {
    detect(): Promise<{ rawValue: string }[]> {
      const { seen } = globalThis as { seen?: string }
      return Promise.resolve(seen === undefined ? [] : [{ rawValue: seen }])
    }
  }
  Object.assign(globalThis, { BarcodeDetector })
}

const show = (phone: Phone, code: string) => phone.page.evaluate((seen) => Object.assign(globalThis, { seen }), code)

async function openScanner(phone: Phone): Promise<void> {
  await phone.open('/pages/search/index')
  await phone.tap('search-scan')
  await phone.at('scanner').waitFor()
}

async function typed(keep: Keep, reader: Phone): Promise<void> {
  await keep('where a browser reads no codes the number is typed, and the book is there', async () => {
    await signIn(reader, people.student)
    await openScanner(reader)
    await reader.see(words.scan.none)
    await reader.submit('scanner-typed', '978-7-302-14751-0')
    await reader.at('book').waitFor()
    await reader.page.getByRole('heading', { name: textbook, exact: true }).waitFor()
    await reader.tap('back')
  })
  await keep('what is no ISBN is said to be none', async () => {
    await reader.tap('search-scan')
    await reader.submit('scanner-typed', 'B000123')
    await reader.see(words.titles.scanFailed)
  })
}

async function seen(keep: Keep, phone: Phone): Promise<void> {
  await phone.context.grantPermissions(['camera'], { origin: phone.wire.origin })
  await keep('the camera sees the ISBN of a book and the page of the book opens', async () => {
    await signIn(phone, people.student)
    await openScanner(phone)
    await phone.see(words.scan.on)
    await show(phone, owned)
    await phone.page.getByRole('heading', { name: textbook, exact: true }).waitFor()
    assert.equal(await phone.at('scanner').count(), 0)
    await phone.tap('back')
  })
  await keep('the ISBN of a book that the library does not have leads to 荐购 with that ISBN', async () => {
    await openScanner(phone)
    await show(phone, foreign)
    await phone.see(words.titles.nothing)
    await phone.tap('suggest-purchase')
    await phone.at('suggest-isbn').waitFor()
    assert.equal(await phone.at('suggest-isbn').inputValue(), foreign)
  })
  await keep('the home screen scans too, and the scanner is left without a scan', async () => {
    await phone.open('/')
    await phone.tap('quick-scan')
    await phone.see(words.scan.on)
    await phone.tap('scanner-close')
    await phone.at('scanner').waitFor({ state: 'detached' })
    await phone.tap('quick-scan')
    await show(phone, owned)
    await phone.page.getByRole('heading', { name: textbook, exact: true }).waitFor()
  })
}

async function refused(keep: Keep, phone: Phone): Promise<void> {
  await keep('whoever does not let the app use the camera types the number', async () => {
    await phone.context.clearPermissions()
    await openScanner(phone)
    await phone.see(words.scan.none)
    await phone.submit('scanner-typed', owned)
    await phone.page.getByRole('heading', { name: textbook, exact: true }).waitFor()
  })
}
