import assert from 'node:assert/strict'
import type { Promises } from '../support/promises'
import type { RunningService } from '../support/running-service'
import type { Phone } from './browser'
import { askAs, people, signIn, tapYes, words } from './library'

interface Stage {
  readonly service: RunningService
  readonly librarian: Phone
}

type Keep = ReturnType<Promises['story']>

/** Rules and hours are changed on the phone: seen first, in force at one tap, undone at another. */
export async function tellRulesStory({ story }: Promises, stage: Stage): Promise<void> {
  await ofLoans(story(), stage)
  await ofHours(story(), stage)
}

async function ofLoans(keep: Keep, { service, librarian }: Stage): Promise<void> {
  const ask = await askAs(service, people.it)
  const loanDays = async () => {
    // as the contract says
    const { rules } = (await ask('/desk/rules')) as { rules: { loans: { loanDays: number }[] } }
    return rules.loans[0]?.loanDays
  }
  const before = await loanDays()
  await keep('a shorter loan period is a draft until its preview has said whom it touches', async () => {
    await signIn(librarian, people.it)
    await librarian.open('/packages/desk/rules')
    await librarian.all('edit-').first().tap()
    await librarian.fill('field-loanDays', '21')
    await librarian.tap('keep-rule')
    await librarian.see(words.rules.draft)
    await librarian.tap('preview-change')
    await librarian.at('touched-changedLoans').waitFor()
    assert.equal(await loanDays(), before)
  })
  await keep('applied, it is the rule of the library and on record with a name', async () => {
    await librarian.tap('apply-change')
    await librarian.see(words.rules.applied)
    assert.equal(await loanDays(), 21)
  })
  await keep('undone, the rule is what it was before', async () => {
    await librarian.tap('undo-change')
    await tapYes(librarian)
    await librarian.see(words.rules.undone)
    assert.equal(await loanDays(), before)
  })
  await keep('a rule that contradicts itself is refused before it can be applied', async () => {
    await librarian.all('edit-').first().tap()
    await librarian.fill('field-loanDays', '300')
    await librarian.tap('keep-rule')
    await librarian.tap('preview-change')
    await librarian.at('preview-sheet').getByRole('listitem').first().waitFor()
    assert.ok(await librarian.at('apply-change').isDisabled())
    await librarian.page.keyboard.press('Escape')
  })
}

async function ofHours(keep: Keep, { service, librarian }: Stage): Promise<void> {
  const ask = await askAs(service, people.it)
  // as the contract says
  const calendar = async () =>
    ((await ask('/desk/branches/law/calendar')) as { calendar: { weekly: { sun: unknown } } }).calendar.weekly.sun
  const before = await calendar()
  await keep('the hours of a branch are changed, in force, and undone in the same way', async () => {
    await librarian.open('/packages/desk/branch-calendar?id=law')
    await librarian.tap('hours-sun')
    await librarian.at('field-hours').fill('10:00-16:00')
    await librarian.tap('keep-rule')
    await librarian.tap('preview-change')
    await librarian.tap('apply-change')
    await librarian.see(words.rules.applied)
    assert.deepEqual(await calendar(), [{ opens: '10:00', closes: '16:00' }])
    await librarian.tap('undo-change')
    await tapYes(librarian)
    await librarian.see(words.rules.undone)
    assert.deepEqual(await calendar(), before)
  })
}
