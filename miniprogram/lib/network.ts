import Taro from '@tarojs/taro'
import { createStore, useStore } from './store'

const online = createStore(true)

/** Starts to listen to the phone's network. Called once, when the app starts. */
export function watchNetwork(): void {
  if (process.env.TARO_ENV === 'h5') {
    online.set(navigator.onLine)
    window.addEventListener('online', () => {
      online.set(true)
    })
    window.addEventListener('offline', () => {
      online.set(false)
    })
    return
  }
  Taro.onNetworkStatusChange((status) => {
    online.set(status.isConnected)
  })
  void Taro.getNetworkType().then((answer) => {
    online.set(answer.networkType !== 'none')
  })
}

export const isOnline = online.get
export const useIsOnline = () => useStore(online)
export const onNetworkChange = online.subscribe
/** A request that went through (or did not) knows more than the phone's own guess. */
export const noteNetwork = online.set
