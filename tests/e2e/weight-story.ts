import assert from 'node:assert/strict'
import type { Promises } from '../support/promises'
import type { Phone } from './browser'

const mostKilobytes = 220

interface Stage {
  /** Has never opened the app, and fetches what it shows and nothing else. */
  readonly passerBy: Phone
}

/** What the first screen costs on a bad line, counted where it passes. */
export async function tellWeightStory({ keep }: Promises, { passerBy }: Stage): Promise<void> {
  const { wire } = passerBy
  const scripts = () => wire.passed.filter(({ contentType }) => contentType.includes('javascript'))
  const kilobytes = () => scripts().reduce((sum, { bytes }) => sum + bytes, 0) / 1024

  await keep(`the first screen needs less than ${mostKilobytes} KB of JavaScript, gzipped`, async () => {
    wire.accept('gzip')
    await passerBy.open('/')
    await passerBy.at('quick-pass').waitFor()
    // below a kilobyte nothing is gained by it
    const unpacked = scripts().filter(({ encoding, bytes }) => encoding !== 'gzip' && bytes > 1024)
    assert.deepEqual(unpacked, [])
    assert.ok(kilobytes() > 0)
    assert.ok(kilobytes() < mostKilobytes, `${kilobytes().toFixed(1)} KB`)
    wire.accept(undefined)
  })
  await keep('the next time it fetches none of it again', async () => {
    wire.forget()
    await passerBy.open('/')
    await passerBy.at('quick-pass').waitFor()
    assert.equal(kilobytes(), 0)
  })
}
