import { z } from 'zod'
import { bilingual } from '../../contract/common'
import type { Clock } from '../../infra/clock'
import { createMemo } from '../../infra/memo'
import * as queries from './rules.queries'

const librarySetting = z.strictObject({
  name: bilingual(100),
  /** The demo mark: this database was made by the demo and may be wiped by `npm run reset`. */
  isDemo: z.boolean(),
  /** How long it is on record that a librarian looked at a reader (X1). */
  staffAccessDays: z.int().min(1).default(365),
  /**
   * How long what has ended stays tied to a reader who keeps no history (X1): long enough to look up the last book and to
   * ask about a return, and as long as answers are stored for repeats.
   */
  historyDays: z.int().min(1).default(30),
  /** The same for a loan that came back late: a term, in which a fee for it may be recorded or disputed. */
  lateLoanDays: z.int().min(1).default(180),
})

export type Library = z.infer<typeof librarySetting>
export type LibraryService = ReturnType<typeof createLibraryService>

const unnamed = librarySetting.parse({ name: { zh: '图书馆', en: 'Library' }, isDemo: false })

/** What this library is called, and whether it is the demo. */
export function createLibraryService(deps: { readonly clock: Clock }) {
  const memo = createMemo(deps.clock, 1000, async () => {
    const stored = await queries.readSetting('library')
    return stored === null ? unnamed : librarySetting.parse(stored)
  })

  async function replace(library: z.input<typeof librarySetting>): Promise<void> {
    await queries.writeSetting('library', librarySetting.parse(library))
    memo.forget()
  }

  /** Every running instance reads the catalogue anew: they follow this setting. */
  async function askForReindex(): Promise<void> {
    await queries.writeSetting('search', { askedAt: deps.clock.now() })
  }

  return { read: memo.get, replace, askForReindex, forget: memo.forget }
}
