import assert from 'node:assert/strict'
import type { Promises } from '../support/promises'
import type { RunningService } from '../support/running-service'
import type { Phone } from './browser'
import { countBookings, findTitle, people, signIn, textbook, words } from './library'

interface Stage {
  readonly service: RunningService
  readonly reader: Phone
}

type Keep = ReturnType<Promises['story']>

const another = '算法导论'

/** A thumb that taps twice, and a network that fails at the wrong moment. */
export async function tellNetworkStory({ story }: Promises, stage: Stage): Promise<void> {
  await tappingTwice(story(), stage)
  await losingTheAnswer(story(), stage)
  await losingTheNetwork(story(), stage)
}

async function tappingTwice(keep: Keep, { service, reader }: Stage): Promise<void> {
  await keep('two taps on “book” as fast as they come book once', async () => {
    await signIn(reader, people.professor)
    await findTitle(reader, textbook)
    await reader.tap('book')
    await reader.at('submit-booking').evaluate((button: HTMLElement) => {
      button.click()
      button.click()
    })
    await reader.see(words.bookings.placed.paging)
    assert.equal(await countBookings(service, people.professor, textbook), 1)
  })
}

async function losingTheAnswer(keep: Keep, { service, reader }: Stage): Promise<void> {
  const { wire } = reader
  await keep('while the library has not answered the app says so, and that nothing is booked yet', async () => {
    await findTitle(reader, another)
    await reader.tap('book')
    await reader.at('submit-booking').waitFor()
    wire.loseAnswers((method, path) => method === 'POST' && path === '/api/bookings')
    await reader.tap('submit-booking')
    await reader.see(words.bookings.sending)
    await reader.see(words.bookings.sendingText)
  })
  await keep('when no answer comes it says that it does not know, and that trying again is safe', async () => {
    await reader.see(words.errors['network.offline'])
    await reader.see(words.bookings.unsureText)
    assert.equal(await countBookings(service, people.professor, another), 1, 'the library had it all along')
  })
  await keep('trying again once the network is back shows that one booking, and makes no second', async () => {
    wire.loseAnswers(undefined)
    await reader.tap('submit-booking')
    await reader.see(words.bookings.placed.paging)
    await reader.tap('see-booking')
    await reader.at('booking-says').waitFor()
    assert.equal(await countBookings(service, people.professor, another), 1)
  })
}

async function losingTheNetwork(keep: Keep, { reader }: Stage): Promise<void> {
  await keep('a screen that cannot be fetched says so, and offers to try again', async () => {
    await reader.open('/pages/services/index')
    await reader.at('open-guide').waitFor()
    await reader.page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
    await reader.setOnline(false)
    await reader.tap('open-guide')
    await reader.see(words.common.errorTitle)
    await reader.see(words.errors['network.offline'])
    await reader.at('retry').waitFor()
  })
  await keep('trying again with the network back shows it', async () => {
    await reader.setOnline(true)
    await reader.tap('retry')
    await reader.at('ask-in-group').waitFor()
  })
  await keep('what was seen before is shown even without a network, and called what it is', async () => {
    await reader.open('/pages/bookings/index')
    await reader.all('booking-').filter({ hasText: another }).waitFor()
    await reader.setOnline(false)
    await reader.page.reload()
    await reader.see(words.common.offline)
    await reader.all('booking-').filter({ hasText: another }).waitFor()
    await reader.setOnline(true)
  })
}
