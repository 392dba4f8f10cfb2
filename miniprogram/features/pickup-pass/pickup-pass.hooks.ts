import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call } from '../../lib/call'
import { keepOffline } from '../../lib/query-client'
import { useIsReader } from '../../lib/session'

/** A renewal that failed is tried again after this long. */
const retryMs = 60_000
/** setTimeout cannot wait longer than 24.8 days; a pass lives one. */
const longestWaitMs = 86_400_000

/**
 * The pass, kept on the phone and renewed at half-life whenever there is a network, so that a valid one is always at
 * hand without one (P1). Also used where nothing shows it: the home screen keeps it fresh.
 */
export function usePickupPass() {
  const pass = useQuery({
    queryKey: ['pickup-pass'],
    queryFn: () => call('GET /pickup-pass'),
    enabled: useIsReader(),
    meta: keepOffline,
    staleTime: ({ state }) => Math.max(0, Date.parse(state.data?.renewAt ?? '1970-01-01') - Date.now()),
  })
  const { data, refetch, isError, errorUpdatedAt } = pass
  useEffect(() => {
    if (data === undefined) return undefined
    const wait = Math.max(Date.parse(data.renewAt) - Date.now(), isError ? retryMs : 0)
    const timer = setTimeout(() => void refetch(), Math.min(wait, longestWaitMs))
    return () => clearTimeout(timer)
  }, [data, refetch, isError, errorUpdatedAt])
  return pass
}

export function isExpired({ expiresAt }: { readonly expiresAt: string }, now: number): boolean {
  return Date.parse(expiresAt) <= now
}

/** "1234 5678": as one says them. */
export function spoken(digits: string): string {
  return digits.replace(/(\d{4})(?=\d)/g, '$1 ')
}
