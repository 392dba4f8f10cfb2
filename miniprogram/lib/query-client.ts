import {
  dehydrate,
  focusManager,
  hydrate,
  onlineManager,
  QueryClient,
  type DehydratedState,
} from '@tanstack/react-query'
import { useDidShow } from '@tarojs/taro'
import { useRef } from 'react'
import { isOnline, onNetworkChange } from './network'
import { getSession, onSessionChange } from './session'
import { getSettings, onSettingsChange } from './settings'
import { forget, isRecord, readStored, store } from './storage'

/** `meta` of the queries whose last answer must open with no network: the pass, bookings, notices. */
export const keepOffline = { keepOffline: true } as const

// not longer: a timer of more than 2^31 ms fires at once, and would forget everything at once
const keptForMs = 24 * 24 * 3_600_000

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // call() has tried again already
      retry: false,
      staleTime: 20_000,
      gcTime: keptForMs,
      networkMode: 'always',
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

const isKept = (value: unknown): value is DehydratedState => isRecord(value) && Array.isArray(value['queries'])
const keyOf = (account: string | undefined) => `kept.${account ?? ''}`

const settleMs = 300
let keepTimer: ReturnType<typeof setTimeout> | undefined

/** Answers come in bunches: written once they have settled. */
function keepSoon(): void {
  clearTimeout(keepTimer)
  keepTimer = setTimeout(keepNow, settleMs)
}

function keepNothingMore(): void {
  clearTimeout(keepTimer)
  keepTimer = undefined
}

function keepNow(): void {
  keepNothingMore()
  const state = dehydrate(queryClient, {
    shouldDehydrateMutation: () => false,
    // a failed renewal leaves the last answer as good as it was: forgotten, it would be missing at the next start
    shouldDehydrateQuery: (query) => query.meta?.['keepOffline'] === true && query.state.data !== undefined,
  })
  store(keyOf(getSession()?.me.account), { ...state, queries: state.queries.map(asAnswered) })
}

const asAnswered = (query: DehydratedState['queries'][number]) => ({
  ...query,
  state: { ...query.state, status: 'success', error: null, fetchFailureReason: null, fetchFailureCount: 0 },
})

/** Brings back what was kept and keeps what comes; forgets everything when the reader changes. Called once. */
export function startQueryClient(): void {
  onlineManager.setEventListener((setOnline) => {
    setOnline(isOnline())
    return onNetworkChange(() => {
      setOnline(isOnline())
    })
  })
  const restore = () => {
    const kept = readStored(keyOf(getSession()?.me.account), isKept)
    if (kept !== undefined) hydrate(queryClient, kept)
  }
  restore()
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.query.meta?.['keepOffline'] === true) keepSoon()
  })
  let account = getSession()?.me.account
  onSessionChange(() => {
    const next = getSession()?.me.account
    if (next === account) return
    keepNothingMore()
    if (account !== undefined) forget(keyOf(account)) // a borrowed phone keeps nobody's bookings
    account = next
    queryClient.removeQueries({ type: 'inactive' })
    restore()
    void queryClient.resetQueries()
  })
  // the library words branch names and notices in the reader's language
  let { language } = getSettings()
  onSettingsChange(() => {
    if (getSettings().language === language) return
    language = getSettings().language
    void queryClient.invalidateQueries()
  })
}

/** WeChat has no visibility event; the app says when it comes to the front, and when it may be about to end. */
export function noteAppShown(isShown: boolean): void {
  focusManager.setFocused(isShown)
  if (!isShown && keepTimer !== undefined) keepNow()
}

/** Asks again when the reader comes back to a page that stayed open below another. */
export function useRefreshOnShow(queryKey: readonly unknown[]): void {
  const isFirst = useRef(true)
  useDidShow(() => {
    if (isFirst.current) {
      isFirst.current = false
      return
    }
    void queryClient.invalidateQueries({ queryKey })
  })
}
