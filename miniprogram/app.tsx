import { QueryClientProvider } from '@tanstack/react-query'
import { useDidHide, useDidShow, useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { keepAppOffline } from './lib/keep-app'
import { applyKept, startKeptActs } from './lib/kept-acts'
import { watchNetwork } from './lib/network'
import { noteAppShown, queryClient, startQueryClient } from './lib/query-client'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    watchNetwork()
    keepAppOffline()
    startQueryClient()
    startKeptActs()
  })
  useDidShow(() => {
    noteAppShown(true)
    void applyKept()
  })
  useDidHide(() => {
    noteAppShown(false)
  })
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
}
