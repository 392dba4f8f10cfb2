import { ApiError, type ApiErrorCode } from './api-error'
import { isMadeAct, sendAct, type AnswerOf, type DeskAct, type MadeAct } from './desk-acts'
import { libraryNow } from './library-clock'
import { isOnline, onNetworkChange } from './network'
import { queryClient } from './query-client'
import { getSession, onSessionChange } from './session'
import { isRecord, readStored, store } from './storage'
import { createStore, useStore } from './store'
import { randomId } from './transport'

/** An act that no longer applied, with the library's word on it; listed until the librarian has seen it. */
export interface RejectedAct extends MadeAct {
  readonly problem: { readonly code: ApiErrorCode; readonly status: number; readonly details: Record<string, unknown> }
}

interface KeptActs {
  /** In the order in which they were made. */
  readonly waiting: readonly MadeAct[]
  readonly rejected: readonly RejectedAct[]
}

type Applied = { readonly answer: unknown } | { readonly error: ApiError }
type Listener = (made: MadeAct, applied: Applied) => void

/** Instead of an answer: the act is kept on this phone. */
const keptOnPhone = { isKept: true } as const
export type KeptOnPhone = typeof keptOnPhone
export const isKeptOnPhone = (answer: unknown): answer is KeptOnPhone => answer === keptOnPhone

const none: KeptActs = { waiting: [], rejected: [] }
const retryMs = 15_000

const isRejectedAct = (value: unknown): value is RejectedAct =>
  isMadeAct(value) && 'problem' in value && isRecord(value.problem) && typeof value.problem['code'] === 'string'

const isKeptActs = (value: unknown): value is KeptActs =>
  isRecord(value) &&
  Array.isArray(value['waiting']) &&
  value['waiting'].every(isMadeAct) &&
  Array.isArray(value['rejected']) &&
  value['rejected'].every(isRejectedAct)

const accountNow = () => getSession()?.me.account
const keyOf = (account: string) => `acts.${account}`
const read = (account: string | undefined) =>
  (account === undefined ? undefined : readStored(keyOf(account), isKeptActs)) ?? none

const kept = createStore<KeptActs>(read(accountNow()))
const progress = createStore<{ readonly done: number; readonly total: number } | null>(null)
const listeners = new Set<Listener>()
let retry: ReturnType<typeof setTimeout> | undefined
let applying: Promise<void> | undefined

export const useKeptActs = () => useStore(kept)
/** While they are being sent: how many of how many. */
export const useApplyProgress = () => useStore(progress)
export const countWaitingActs = () => kept.get().waiting.length

/** Told of every act that was kept and then applied, or no longer applied. */
export function onActApplied(listener: Listener): void {
  listeners.add(listener)
}

/** Reads before it writes: another tab of this browser may have kept something. @returns whether the phone has kept it */
function change(account: string, step: (now: KeptActs) => KeptActs): boolean {
  const next = step(read(account))
  const isStored = store(keyOf(account), next)
  if (account === accountNow()) kept.set(next)
  return isStored
}

/**
 * Sends an act, or keeps it on the phone when the network is away or others wait already (D3: applied in order).
 * @throws ApiError when the library refuses it, or when it can neither be sent nor kept
 */
export function perform<A extends DeskAct>(act: A): Promise<AnswerOf<A> | KeptOnPhone> {
  const wish = JSON.stringify(act)
  // cast: under the same words is the same act
  const known = underWay.get(wish) as Promise<AnswerOf<A> | KeptOnPhone> | undefined
  const done = known ?? performOnce(act).finally(() => underWay.delete(wish))
  underWay.set(wish, done)
  return done
}

/** A double tap is one act. */
const underWay = new Map<string, Promise<unknown>>()

async function performOnce<A extends DeskAct>(act: A): Promise<AnswerOf<A> | KeptOnPhone> {
  const made = { key: randomId(), at: libraryNow().toISOString(), act }
  if (countWaitingActs() > 0 || !isOnline()) {
    keep(made)
    // the phone's own word on its network is a guess
    void applyKept()
    return keptOnPhone
  }
  try {
    // cast: sendAct answers each kind of act with the answer of that kind
    return (await sendAct(made)) as AnswerOf<A>
  } catch (error) {
    if (!(error instanceof ApiError) || !mayComeLater(error)) throw error
    keep(made, error)
    retryLater()
    return keptOnPhone
  }
}

/** A phone that cannot keep it says so, rather than lose it silently. */
function keep(made: MadeAct, why = new ApiError({ code: 'network.offline', status: 0 })): void {
  const account = accountNow()
  if (account === undefined) throw why
  const byTime = (a: MadeAct, b: MadeAct) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)
  const isStored = change(account, (now) => ({ ...now, waiting: [...now.waiting, made].sort(byTime) }))
  if (isStored) return
  kept.set({ ...kept.get(), waiting: kept.get().waiting.filter(({ key }) => key !== made.key) })
  throw why
}

/** Not the library's word on this act: nobody was reached, the login has ended, too many at once. */
const mayComeLater = ({ status }: ApiError) => status === 0 || status === 401 || status === 429 || status > 500

/** Sends what waits, one after the other; one run at a time. */
export function applyKept(): Promise<void> {
  applying ??= applyAll().finally(() => {
    applying = undefined
    progress.set(null)
    if (countWaitingActs() > 0) retryLater()
  })
  return applying
}

async function applyAll(): Promise<void> {
  clearTimeout(retry)
  const account = accountNow()
  for (let done = 0; account !== undefined && account === accountNow(); done += 1) {
    const [next] = kept.get().waiting
    if (next === undefined) return
    progress.set({ done, total: done + countWaitingActs() })
    const applied = await send(next)
    if (applied === null) return
    change(account, ({ waiting, rejected }) => ({
      waiting: waiting.filter(({ key }) => key !== next.key),
      rejected: 'error' in applied ? [...rejected, { ...next, problem: problemOf(applied.error) }] : rejected,
    }))
    for (const listener of listeners) listener(next, applied)
    for (const key of ['desk', 'paging']) void queryClient.invalidateQueries({ queryKey: [key] })
  }
}

/** Null when it has to wait on. */
async function send(made: MadeAct): Promise<Applied | null> {
  try {
    return { answer: await sendAct(made) }
  } catch (error) {
    return error instanceof ApiError && !mayComeLater(error) ? { error } : null
  }
}

const problemOf = ({ code, status, details }: ApiError) => ({ code, status, details: { ...details } })

export function forgetRejected(): void {
  const account = accountNow()
  if (account !== undefined) change(account, (now) => ({ ...now, rejected: [] }))
}

function retryLater(): void {
  clearTimeout(retry)
  retry = setTimeout(() => void applyKept(), retryMs)
}

let account = accountNow()
onSessionChange(() => {
  const next = accountNow()
  if (next === account) return
  account = next
  kept.set(read(next))
  void applyKept()
})

/** What an earlier start of the app has kept is sent at once, and again whenever the network comes back. Called once. */
export function startKeptActs(): void {
  void applyKept()
  onNetworkChange(() => {
    if (isOnline()) void applyKept()
  })
}
