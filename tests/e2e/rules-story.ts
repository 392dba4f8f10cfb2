import assert from 'node:assert/strict'
import type { Promises } from '../support/promises'
import { until } from '../support/promises'
import type { RunningService } from '../support/running-service'
import type { Phone } from './browser'
import { askAs, people, signIn, tapYes, titlesOnShelf, words, workHere } from './library'

interface Stage {
  readonly service: RunningService
  readonly librarian: Phone
}

type Keep = ReturnType<Promises['story']>

/** Rules and hours are changed on the phone: seen first, in force at one tap, undone at another. */
export async function tellRulesStory({ story }: Promises, stage: Stage): Promise<void> {
  await ofLoans(story(), stage)
  await ofOneBranch(story(), stage)
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

interface LoanRule {
  readonly category: string | null
  readonly loanType: string | null
  readonly branchId: string | null
  readonly loanDays: number
}

const branch = 'law'
const borrower = people.postgraduate

/** A rule for one branch: added, seen to hold there and nowhere else, removed, and the removing undone. */
async function ofOneBranch(keep: Keep, { service, librarian }: Stage): Promise<void> {
  const ask = await askAs(service, people.it)
  // as the contract says
  const loanRules = async () => ((await ask('/desk/rules')) as { rules: { loans: LoanRule[] } }).rules.loans
  const before = await loanRules()
  const ofBranch = async () => (await loanRules()).filter(({ branchId }) => branchId === branch)
  const apply = async () => {
    await librarian.tap('preview-change')
    await librarian.tap('apply-change')
    await librarian.see(words.rules.applied)
    await librarian.at('preview-sheet').waitFor({ state: 'detached' })
  }
  await keep('a rule for one branch begins with what holds there, and is a draft', async () => {
    await librarian.open('/packages/desk/rules')
    await librarian.tap('add-loans')
    assert.equal(await librarian.at('scope-branchId-any').count(), 0)
    await librarian.tap(`scope-branchId-${branch}`)
    await librarian.see(words.rules.holdingNow)
    await librarian.tap('choose-scope')
    assert.equal(await librarian.at('field-loanDays').inputValue(), String(before[0]?.loanDays))
    // the longest loan holds in a vacation too, whatever day this is
    for (const field of ['field-loanDays', 'field-totalDays']) await librarian.fill(field, '2')
    await librarian.tap('keep-rule')
    await librarian.see(words.rules.draft)
    assert.deepEqual(await loanRules(), before)
  })
  await keep('its preview names it as new and counts whom it touches; then it holds', async () => {
    await librarian.tap('preview-change')
    await librarian.at('touched-changedLoans').waitFor()
    await librarian.see(new RegExp(`${words.rules.parts.loans} ${words.rules.kinds.added}.*法律分馆`))
    await librarian.page.keyboard.press('Escape')
    await apply()
    assert.deepEqual(await ofBranch(), [{ ...before[0], branchId: branch, loanDays: 2, totalDays: 2 }])
  })
  await keep('a book of that branch is lent by the new rule, one of the main library as before (L1)', async () => {
    assert.ok((await daysOf(service, await lendFrom(service, librarian, branch))) <= 3)
    assert.ok((await daysOf(service, await lendFrom(service, librarian, 'main'))) > 3)
  })
  await keep('removed after a question that says what holds instead, it is gone', async () => {
    await librarian.open('/packages/desk/rules')
    await librarian.tap(`edit-loan-rule-${before.length}`)
    await librarian.tap('remove-rule')
    await librarian.see(words.rules.removeTitle)
    await tapYes(librarian)
    await librarian.see(words.rules.draft)
    await apply()
    assert.deepEqual(await loanRules(), before)
  })
  await keep('undone, the rule stands again; undone once more, it is gone again', async () => {
    for (const count of [1, 0]) {
      await librarian.tap('undo-change')
      await tapYes(librarian)
      await until(async () => (await ofBranch()).length === count || undefined, {
        what: `${count} rules of the branch`,
      })
      await librarian.at(`edit-loan-rule-${before.length}`).waitFor({ state: count === 1 ? 'visible' : 'detached' })
    }
    assert.deepEqual(await loanRules(), before)
  })
}

/** @returns the barcode that was lent at the desk */
async function lendFrom(service: RunningService, librarian: Phone, branchId: string): Promise<string> {
  const [book] = await titlesOnShelf(service, { account: borrower, branchId, copies: 1, count: 1 })
  const barcode = book?.barcodes[0] ?? ''
  await workHere(librarian)
  await librarian.open('/packages/desk/check-out')
  await librarian.submit('check-out-reader', borrower)
  await librarian.submit('check-out-barcode', barcode)
  await librarian.at('lent').getByText(words.desk.lent, { exact: true }).first().waitFor()
  return barcode
}

/** For how many days a book was lent, the day itself included. */
async function daysOf(service: RunningService, barcode: string): Promise<number> {
  const ask = await askAs(service, borrower)
  // as the contract says
  const { items } = (await ask('/loans')) as { items: { copy: { barcode: string }; lentAt: string; dueAt: string }[] }
  const loan = items.find(({ copy }) => copy.barcode === barcode)
  assert.ok(loan, `the loan of ${barcode}`)
  return Math.ceil((Date.parse(loan.dueAt) - Date.parse(loan.lentAt)) / 86_400_000)
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
