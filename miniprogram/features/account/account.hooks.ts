import { useMutation, useQuery } from '@tanstack/react-query'
import Taro from '@tarojs/taro'
import { call } from '../../lib/call'
import { endSession, getSession, keepSession, useMe, type Me } from '../../lib/session'

/** My profile as the library sees it now; the session's copy until it has answered. */
export function useProfile() {
  const me = useMe()
  return useQuery({
    queryKey: ['me', me?.account],
    queryFn: async () => {
      const fresh = await call('GET /me')
      const session = getSession()
      if (session !== undefined) keepSession({ ...session, me: fresh })
      return fresh
    },
    enabled: me !== undefined,
    meta: { keepOffline: true },
  })
}

export function useDemoAccounts() {
  return useQuery({
    queryKey: ['demo-accounts'],
    queryFn: () => call('GET /session/demo-accounts', { query: { limit: 12 } }),
  })
}

export function useUnreadMessages() {
  const me = useMe()
  return useQuery({
    queryKey: ['messages', 'unread'],
    queryFn: async () => (await call('GET /messages', { query: { limit: 1 } })).unread,
    enabled: me?.reader !== null && me?.reader !== undefined,
  })
}

/** What I owe the library, in 分. */
export function useOwedCents() {
  const me = useMe()
  return useQuery({
    queryKey: ['fees', 'owed'],
    queryFn: async () => (await call('GET /fees', { query: { limit: 1 } })).openCents,
    enabled: me?.reader !== null && me?.reader !== undefined,
  })
}

/**
 * Signs in with a demo account; a WeChat user who is not bound yet is tied to it instead. `onSignedIn` is called even
 * though the new session has by then replaced the form that asked.
 */
export function useSignIn(onSignedIn: (me: Me) => void) {
  return useMutation({
    onSuccess: onSignedIn,
    mutationFn: async (account: string) => {
      const isWeChatUser = getSession()?.me.role === 'visitor'
      const body = { kind: 'demo', account } as const
      const session = isWeChatUser ? await call('POST /session/bind', { body }) : await call('POST /session', { body })
      keepSession(session)
      return session.me
    },
  })
}

export function useWeChatSignIn() {
  return useMutation({
    mutationFn: async () => {
      const { code } = await Taro.login()
      const session = await call('POST /session', { body: { kind: 'wechat', code } })
      keepSession(session)
      return session.me
    },
  })
}

/** Signs out everywhere; on this phone in any case. */
export function useSignOut() {
  return useMutation({
    mutationFn: async () => {
      try {
        await call('DELETE /session')
      } finally {
        endSession()
      }
    },
  })
}
