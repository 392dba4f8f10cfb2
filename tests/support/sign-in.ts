import type { TestApp } from './app'
import { createClient, type Call } from './client'

const sessions = new WeakMap<TestApp, Map<string, Promise<Call>>>()

/** A session of a demo account at the test clock's time; a new one whenever the clock has moved. */
export function signIn(test: TestApp, account: string): Promise<Call> {
  const known = sessions.get(test) ?? new Map<string, Promise<Call>>()
  sessions.set(test, known)
  const key = `${account} ${test.clock.now().toISOString()}`
  const call =
    known.get(key) ??
    test
      .anybody('POST /session', { body: { kind: 'demo', account } })
      .then(({ token }) => createClient(test.origin, token))
  known.set(key, call)
  return call
}
