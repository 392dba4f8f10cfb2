import type { ResponseOf } from '../../bff/contract'
import { createStore, useStore } from './store'
import { forget, isRecord, readStored, store } from './storage'

export type Session = ResponseOf<'POST /session'>
export type Me = ResponseOf<'GET /me'>

function isSession(value: unknown): value is Session {
  return (
    isRecord(value) &&
    typeof value['token'] === 'string' &&
    typeof value['refreshToken'] === 'string' &&
    typeof value['expiresAt'] === 'string' &&
    isRecord(value['me'])
  )
}

const session = createStore<Session | undefined>(readStored('session', isSession))

export const getSession = session.get
export const onSessionChange = session.subscribe

/** Keeps the session on the phone: a reader signs in once. */
export function keepSession(next: Session): void {
  store('session', next)
  session.set(next)
}

export function endSession(): void {
  forget('session')
  session.set(undefined)
}

/** Who uses the app, as of the last answer; `undefined` for a visitor. */
export function useMe(): Me | undefined {
  return useStore(session)?.me
}

export function useIsReader(): boolean {
  const me = useMe()
  return me?.reader !== null && me?.reader !== undefined
}

/** Somebody else has renewed the session meanwhile. */
export function isRenewed(old: Session, current: Session): boolean {
  return old.token !== current.token
}
