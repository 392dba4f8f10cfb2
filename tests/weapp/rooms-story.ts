import assert from 'node:assert/strict'
import type { Promises } from '../support/promises'
import { tab, words } from './library'
import type { People } from './library'

/** The other rooms: a scanned code leads into a group, a course to a booking, notices are read in the cellar. */
export async function tellRoomsStory({ keep }: Promises, { reader, passerBy }: People): Promise<void> {
  await keep('a group code scanned from a poster leads to a code with room, without a login', async () => {
    passerBy.launch('packages/consult/group/index', { scene: 'general' })
    await passerBy.tap('join-group')
    const image = await passerBy.find('group-code-image')
    const url = String(passerBy.tree().attribute(image, 'src'))
    assert.match(url, /^http:\/\/.+/, 'WeChat needs the whole address')
    await passerBy.see(words.groups.longPress)
  })
  await keep('a code that is no longer known leads to the other groups', async () => {
    passerBy.launch('packages/consult/group/index', { scene: 'long-gone' })
    await passerBy.see(words.groups.unknownTitle)
    await passerBy.tap('see-groups')
    await passerBy.find('group-general')
  })
  await keep('a course list leads to the booking of a print reserve', async () => {
    reader.launch()
    reader.openTab(tab.services)
    await reader.tap('open-courses')
    await reader.tap('courses-view-all')
    await reader.submit('course-search', '数据结构')
    await reader.tap(await reader.findWith('course-', '数据结构李思源'))
    await reader.arrive('packages/courses/detail')
    await reader.tap(await reader.findWith('reserve-', /^(?!.*C语言版).*\d+ 册可借/))
    await reader.arrive('packages/title/index')
    await reader.tap('book')
    await reader.find('booking-sheet')
    await reader.find('submit-booking')
  })
  await keep('a notice that was listed can be read with no network, also after a new start', async () => {
    reader.launch()
    await reader.tap('all-notices')
    const notice = (await reader.findAll('notice-')).at(-1)
    assert.ok(notice?.uid)
    await reader.tap(notice.uid)
    const title = await reader.textOf('notice-title')
    await reader.see(/发布/)
    const read = reader.tree().text()
    reader.setOnline(false)
    reader.launch()
    await reader.tap('all-notices')
    await reader.tap(notice.uid)
    await reader.see(title)
    assert.equal(
      reader
        .tree()
        .text()
        .replace(/.*发布/, ''),
      read.replace(/.*发布/, ''),
    )
    reader.setOnline(true)
  })
}
