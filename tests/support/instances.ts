import type { Channel } from '../../bff/features/messages/outbox.service'
import type { TestApp } from './app'

/**
 * Another instance of the service on the same database, as a second process would be: with modules, connection, locks and
 * memory of its own.
 */
export async function startBeside(test: TestApp, fakes: { channels?: readonly Channel[] } = {}): Promise<TestApp> {
  const started: TestApp[] = []
  await jest.isolateModulesAsync(async () => {
    const { startTestApp } = await import('./app')
    started.push(await startTestApp({ ...fakes, beside: test }))
  })
  const [beside] = started
  if (!beside) throw new Error('the other instance has not started')
  return beside
}
