import fc from 'fast-check'
import { perform } from '../model/perform'
import { stories } from '../model/steps'
import { buildStage, openWorld, type Stage } from '../model/world'
import { startTestApp, type TestApp } from '../support/app'

/** `npm run test:model` tells more and longer stories; a seed that failed is told again by MODEL_SEED. */
const count = Number(process.env['MODEL_STORIES'] ?? 60)
const length = Number(process.env['MODEL_STEPS'] ?? 40)
const seed = process.env['MODEL_SEED']

jest.setTimeout(count * length * 1000)

let test: TestApp
let stage: Stage

beforeAll(async () => {
  test = await startTestApp()
  stage = await buildStage(test)
})
afterAll(() => test.stop())

describe('circulation, held against a small model of its rules (B, D1, P2)', () => {
  it('does what the model does, whatever readers, desks and time do, step by step and all at once', async () => {
    const tale = fc.asyncProperty(stories(length), async (steps) => {
      const world = await openWorld(stage)
      for (const step of steps) await perform(world, step)
    })
    await fc.assert(tale, {
      numRuns: count,
      endOnFailure: process.env['MODEL_SHRINK'] === undefined,
      ...(seed === undefined ? {} : { seed: Number(seed) }),
    })
  })
})
