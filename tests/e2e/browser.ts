import { existsSync } from 'node:fs'
import process from 'node:process'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { createWire } from './wire'
import type { Wire } from './wire'

/** @throws Error that says how to get one */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
  if (!existsSync(executablePath))
    throw new Error(
      `There is no Chromium at ${executablePath}: install it ("apt-get install chromium fonts-noto-cjk") or name it in CHROMIUM.`,
    )
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // a camera that sees a test picture; it may be used where a story allows it
      '--use-fake-device-for-media-stream',
      '--deny-permission-prompts',
    ],
  })
}

/** A phone of its own with the browser app: 375×812, touch, its own storage and its own network. */
export interface Phone {
  readonly page: Page
  readonly context: BrowserContext
  readonly wire: Wire
  /** Errors on the console and those that nobody caught. */
  readonly errors: string[]
  open(path: string): Promise<void>
  /** The element of this id on the screen in sight; pages below it may have one too. */
  at(id: string): Locator
  /** Elements whose ids begin so. */
  all(idPrefix: string): Locator
  tap(id: string): Promise<void>
  fill(id: string, text: string): Promise<void>
  /** Types and presses Enter. */
  submit(id: string, text: string): Promise<void>
  see(words: string | RegExp): Promise<void>
  textOf(id: string): Promise<string>
  /** Cuts the network, or mends it; the browser is told, as a phone tells it. */
  setOnline(isOnline: boolean): Promise<void>
  close(): Promise<void>
}

/** A failed request is written on the console by the browser itself; those we cause on purpose are no errors. */
const ofTheBrowser = /Failed to load resource|net::ERR_|Failed to fetch/

export async function createPhone(
  browser: Browser,
  options: {
    readonly target: string
    /** A browser without service workers: it fetches what it shows and nothing else. */
    readonly keepsNoApp?: boolean
  },
): Promise<Phone> {
  const wire = await createWire(options.target)
  const context = await browser.newContext({
    viewport: { width: 375, height: 812 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
    serviceWorkers: options.keepsNoApp === true ? 'block' : 'allow',
  })
  context.setDefaultTimeout(15_000)
  // what is evaluated in the page was compiled here, by a compiler that names functions through a helper of its own
  await context.addInitScript('globalThis.__name = (named) => named')
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !ofTheBrowser.test(message.text())) errors.push(message.text())
  })

  const shown = (selector: string) => page.locator(selector).filter({ visible: true })
  const at = (id: string) => shown(`[id="${id}"]`).last()

  return {
    page,
    context,
    wire,
    errors,
    at,
    all: (idPrefix) => shown(`[id^="${idPrefix}"]`),
    async open(path) {
      await page.goto(wire.origin + path)
    },
    tap: (id) => at(id).tap(),
    fill: (id, text) => at(id).fill(text),
    async submit(id, text) {
      await at(id).fill(text)
      await at(id).press('Enter')
    },
    see: (words) => page.getByText(words).filter({ visible: true }).first().waitFor(),
    textOf: async (id) => (await at(id).textContent()) ?? '',
    async setOnline(isOnline) {
      if (isOnline) wire.mend()
      else wire.cut()
      await context.setOffline(!isOnline)
    },
    async close() {
      await context.close()
      await wire.stop()
    },
  }
}
