import assert from 'node:assert/strict'
import type { Promises } from '../support/promises'
import { aPng } from '../support/images'
import type { Phone } from './browser'
import { people, signIn, words } from './library'

interface Stage {
  /** Somebody who has just scanned a poster and has no account here. */
  readonly passerBy: Phone
  readonly librarian: Phone
}

type Keep = ReturnType<Promises['story']>

/** The only code of this group has expired (bff/demo). */
const emptyScene = 'medical'

/** A stable code on a poster, and the codes of WeChat behind it. */
export async function tellGroupStory({ story }: Promises, stage: Stage): Promise<void> {
  await joining(story(), stage)
  await renewing(story(), stage)
}

async function joining(keep: Keep, { passerBy }: Stage): Promise<void> {
  let shown = ''
  await keep('a poster’s code opens its group without a login', async () => {
    await passerBy.open('/g/general')
    await passerBy.at('group-name').waitFor()
  })
  await keep('one tap shows a group code with room, as a picture that really is there', async () => {
    await passerBy.tap('join-group')
    shown = await codeOn(passerBy)
    await passerBy.see(words.groups.scanIt)
    await passerBy.see(words.groups.sameCode)
  })
  await keep('whoever scans the poster again sees the same code', async () => {
    await passerBy.open('/g/general')
    await passerBy.tap('join-group')
    assert.equal(await codeOn(passerBy), shown)
  })
}

async function renewing(keep: Keep, { passerBy, librarian }: Stage): Promise<void> {
  await keep('where no code has room the passer-by is told the place in the line, and whom else to ask', async () => {
    await passerBy.open(`/g/${emptyScene}`)
    await passerBy.tap('join-group')
    await passerBy.see(words.groups.waitingPosition(1))
    await passerBy.at('group-general').waitFor()
  })
  await keep('the librarian sees that this group needs a code, and uploads one from the phone', async () => {
    await signIn(librarian, people.consultant)
    await librarian.tap('open-desk')
    await librarian.tap('open-desk-groups')
    await librarian.at(`desk-group-${emptyScene}`).getByText(words.deskGroups.warnings.none_left).waitFor()
    const chooser = librarian.page.waitForEvent('filechooser')
    await librarian.tap(`upload-${emptyScene}`)
    await (await chooser).setFiles({ name: 'code.png', mimeType: 'image/png', buffer: aPng(300, 300) })
    await librarian.fill('members', '12')
    await librarian.tap('send-code')
  })
  await keep('the new code is served at once', async () => {
    const card = librarian.at(`desk-group-${emptyScene}`)
    await card.getByText(words.deskGroups.joined(12, 200)).waitFor()
    await card.getByText(words.deskGroups.warnings.none_left).waitFor({ state: 'hidden' })
    await passerBy.tap('join-group')
    await codeOn(passerBy)
  })
}

/** The address of the group code in sight, once its picture has come. */
async function codeOn(phone: Phone): Promise<string> {
  const image = phone.at('group-code-image')
  await image.waitFor()
  const width = await image.evaluate(async (element) => {
    if (!(element instanceof HTMLImageElement)) return 0
    await element.decode()
    return element.naturalWidth
  })
  assert.ok(width > 100, `a picture ${width} px wide`)
  return (await image.getAttribute('src')) ?? ''
}
