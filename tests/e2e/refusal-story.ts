import assert from 'node:assert/strict'
import type { Refusal } from '../../bff/contract/common'
import type { Promises } from '../support/promises'
import type { RunningService } from '../support/running-service'
import type { Phone } from './browser'
import { askAs, countBookings, findTitle, people, signIn, textbook, words } from './library'

interface Stage {
  readonly service: RunningService
  readonly reader: Phone
}

/** What the library refuses, it says before the tap. */
export async function tellRefusalStory({ story }: Promises, { service, reader }: Stage): Promise<void> {
  const keep = story()
  await keep('a reader whose card is blocked sees every reason before the tap, and no way to tap in vain', async () => {
    await signIn(reader, people.blocked)
    await findTitle(reader, textbook)
    await reader.tap('book')
    await reader.see(words.bookings.cannotBook)
    const refusals = await refusalsOf(reader, service)
    assert.ok(refusals.length > 0)
    const said = await reader.at('booking-sheet').getByRole('listitem').allInnerTexts()
    assert.equal(said.length, refusals.length)
    for (const [n, { code }] of refusals.entries()) assert.ok(said[n]?.includes(words.refusals[code]), said[n])
    assert.equal(await reader.at('submit-booking').count(), 0)
  })
  await keep('each reason comes with what the reader can do about it', async () => {
    const said = await reader.at('booking-sheet').getByRole('listitem').allInnerTexts()
    const refusals = await refusalsOf(reader, service)
    for (const [n, { remedy }] of refusals.entries()) {
      assert.ok(remedy !== undefined, 'every refusal names a remedy')
      assert.ok(said[n]?.includes(words.remedies[remedy]), said[n])
    }
  })
  await keep('the reader’s own page says it too, before any book was chosen', async () => {
    await reader.open('/pages/me/index')
    await reader.see(words.account.blocked)
    await reader.see(words.refusals['reader.blocked'])
  })
  await keep('a second booking of the same book is refused with the way to the first', async () => {
    await signIn(reader, people.postgraduate)
    const booked = await firstBooked(service)
    await findTitle(reader, booked)
    await reader.tap('book')
    await reader.see(words.refusals['booking.already_open'])
    await reader.at('booking-sheet').getByText(words.remedies.see_your_bookings).tap()
    await reader.all('booking-').filter({ hasText: booked }).waitFor()
    assert.equal(await countBookings(service, people.postgraduate, booked), 1)
  })
}

async function refusalsOf(reader: Phone, service: RunningService): Promise<readonly Refusal[]> {
  const ask = await askAs(service, people.blocked)
  const titleId = new URL(reader.page.url()).searchParams.get('id') ?? ''
  // as the contract says
  return ((await ask(`/titles/${titleId}/booking-options`)) as { refusals: Refusal[] }).refusals
}

async function firstBooked(service: RunningService): Promise<string> {
  const ask = await askAs(service, people.postgraduate)
  // as the contract says
  const { items } = (await ask('/bookings?state=open')) as { items: { title: { title: string } }[] }
  return items[0]?.title.title ?? ''
}
