import assert from 'node:assert/strict'
import type { Promises } from '../support/promises'
import type { RunningService } from '../support/running-service'
import type { Phone } from './browser'
import { askAs, countBookings, people, signIn, words } from './library'

interface Stage {
  readonly service: RunningService
  readonly reader: Phone
}

/** From the course to the book on the pickup shelf's list. */
export async function tellCourseStory({ story }: Promises, { service, reader }: Stage): Promise<void> {
  const keep = story()
  let title = ''
  await keep('a reader finds a course by what it is called', async () => {
    await signIn(reader, people.student)
    await reader.tap('tab-services')
    await reader.tap('open-courses')
    await reader.all('course-').first().waitFor()
    await reader.fill('course-search', '数据结构')
    await reader.all('course-').filter({ hasText: '数据结构李思源' }).waitFor()
  })
  await keep('my own courses stand by themselves, without a search', async () => {
    await reader.tap('courses-view-mine')
    await reader
      .all('course-')
      .filter({ hasText: words.courses.reserves(11) })
      .waitFor()
  })
  await keep('its list says of each print book how many copies one can have now', async () => {
    await reader.all('course-').filter({ hasText: '数据结构李思源' }).tap()
    await reader.at('course-name').waitFor()
    const onShelf = reader.all('reserve-').filter({ hasText: /\d+ 册可借/ })
    await onShelf.last().tap()
    await reader.at('book').waitFor()
    title = await titleInSight(reader, service)
  })
  await keep('and the reader books one of them from it', async () => {
    assert.equal(await countBookings(service, people.student, title), 0)
    await reader.tap('book')
    await reader.tap('submit-booking')
    await reader.see(words.bookings.placed.paging)
    assert.equal(await countBookings(service, people.student, title), 1)
  })
}

async function titleInSight(reader: Phone, service: RunningService): Promise<string> {
  const ask = await askAs(service, people.student)
  const id = new URL(reader.page.url()).searchParams.get('id') ?? ''
  // as the contract says
  return ((await ask(`/titles/${id}`)) as { title: string }).title
}
