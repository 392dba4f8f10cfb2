import assert from 'node:assert/strict'
import type { Promises } from '../support/promises'
import type { Phone } from './browser'
import { untilStill, whatCannotBeRead, whatCannotBeTapped, whatIsCutOff } from './looks-in-page'
import { deskScreens, readerScreens, type LookedAt } from './looks-screens'
import { people, planVisit, signIn, workHere } from './library'

interface Stage {
  readonly reader: Phone
  readonly librarian: Phone
}

const languages = { zh: 'Chinese', en: 'English' } as const
const textSizes = { normal: 'normal', large: 'large' } as const
const thumb = 44

/** What is wrong, by screen; the kinds are promised one by one. */
interface Faults {
  readonly cutOff: string[]
  readonly tiny: string[]
  readonly pale: string[]
}

/** Every main screen, light and dark, in both languages and text sizes. */
export async function tellLooksStory({ keep }: Promises, { reader, librarian }: Stage): Promise<void> {
  await signIn(reader, people.student)
  await signIn(librarian, people.it)
  await workHere(librarian)
  await reader.open('/packages/visits/plan?pickupPointId=main-desk')
  await planVisit(reader)
  for (const [language, spoken] of entriesOf(languages))
    for (const [textSize, size] of entriesOf(textSizes)) {
      const faults: Faults = { cutOff: [], tiny: [], pale: [] }
      const look = `in ${spoken} and ${size} text`
      await keep(`every main screen opens ${look}`, async () => {
        await lookAtAll(reader, readerScreens, { language, textSize, faults })
        await lookAtAll(librarian, deskScreens, { language, textSize, faults })
      })
      await keep(`nothing is wider than the phone or cut off at its side, ${look}`, () => none(faults.cutOff))
      await keep(`whatever can be tapped has a name and room for a thumb, ${look}`, () => none(faults.tiny))
      await keep(`every text stands out from its ground by day and by night, ${look}`, () => none(faults.pale))
    }
  await choose(reader, 'zh', 'normal')
  await choose(librarian, 'zh', 'normal')
}

interface Look {
  readonly language: keyof typeof languages
  readonly textSize: keyof typeof textSizes
  readonly faults: Faults
}

async function lookAtAll(phone: Phone, screens: readonly LookedAt[], look: Look): Promise<void> {
  const { cutOff, tiny, pale } = look.faults
  await choose(phone, look.language, look.textSize)
  for (const screen of screens) {
    await screen.open(phone)
    const named = (words: readonly string[]) => words.map((word) => `${screen.name}: ${word}`)
    cutOff.push(...named(await phone.page.evaluate(whatIsCutOff)))
    tiny.push(...named(await phone.page.evaluate(whatCannotBeTapped, thumb)))
    for (const colorScheme of ['light', 'dark'] as const) {
      await phone.page.emulateMedia({ colorScheme })
      await phone.page.evaluate(untilStill)
      pale.push(...named(await phone.page.evaluate(whatCannotBeRead)).map((words) => `${colorScheme} ${words}`))
    }
  }
}

/** As a reader chooses: on the settings screen. The appearance follows the phone's. */
async function choose(phone: Phone, language: Look['language'], textSize: Look['textSize']): Promise<void> {
  await phone.open('/packages/account/settings')
  await phone.tap(`language-${language}`)
  await phone.tap(`text-size-${textSize}`)
}

function none(faults: readonly string[]): void {
  assert.equal(faults.length, 0, `${faults.length}:\n${faults.join('\n')}`)
}

// cast: the keys of a literal
const entriesOf = <K extends string>(words: Readonly<Record<K, string>>) => Object.entries(words) as [K, string][]
