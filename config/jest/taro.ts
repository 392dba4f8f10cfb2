/**
 * Stands for @tarojs/taro in client tests: what the phone does is a jest mock that answers "ok", what the phone
 * remembers (storage, parameters of the page, pages opened) is real but forgotten after each test.
 *
 * A test says what the world answers: `jest.mocked(Taro.request).mockResolvedValueOnce(…)`.
 */
import { useEffect } from 'react'

type Callback = (value?: unknown) => void
type Parameters = Readonly<Record<string, string>>

const storage = new Map<string, unknown>()
const listeners = new Map<string, Set<Callback>>()
let parameters: Parameters = {}

/** Opens the screen under test as if it had been navigated to with these parameters. */
export function openWith(next: Parameters) {
  parameters = next
}

/** The phone as new; runs after every client test. */
export function forgetPhone() {
  storage.clear()
  listeners.clear()
  parameters = {}
}

const ok = () => jest.fn(async (_options?: unknown) => ({ errMsg: 'ok' }))
const quiet = () => jest.fn((_options?: unknown) => undefined)

const on = (event: string) =>
  jest.fn((callback: Callback) => {
    const known = listeners.get(event) ?? new Set<Callback>()
    listeners.set(event, known.add(callback))
  })
const off = (event: string) => jest.fn((callback: Callback) => void listeners.get(event)?.delete(callback))

/** Lets the phone report something, as `happen('networkStatusChange', { isConnected: false })`. */
export function happen(event: string, value?: unknown) {
  for (const callback of listeners.get(event) ?? []) callback(value)
}

const router = () => ({ path: '/pages/test/index', params: parameters })

const memory = {
  getStorageSync: jest.fn((key: string) => storage.get(key) ?? ''),
  setStorageSync: jest.fn((key: string, value: unknown) => void storage.set(key, value)),
  removeStorageSync: jest.fn((key: string) => void storage.delete(key)),
  clearStorageSync: jest.fn(() => storage.clear()),
  getStorageInfoSync: jest.fn(() => ({ keys: [...storage.keys()], currentSize: 0, limitSize: 10_240 })),
  getStorage: jest.fn(async ({ key }: { key: string }) => {
    if (!storage.has(key)) throw new Error('getStorage:fail data not found')
    return { data: storage.get(key), errMsg: 'ok' }
  }),
  setStorage: jest.fn(async ({ key, data }: { key: string; data: unknown }) => {
    storage.set(key, data)
    return { errMsg: 'ok' }
  }),
  removeStorage: jest.fn(async ({ key }: { key: string }) => {
    storage.delete(key)
    return { errMsg: 'ok' }
  }),
}

const screen = {
  pixelRatio: 2,
  screenWidth: 375,
  screenHeight: 812,
  windowWidth: 375,
  windowHeight: 812,
  statusBarHeight: 44,
  safeArea: { top: 44, bottom: 778, left: 0, right: 375, width: 375, height: 734 },
}
const app = { SDKVersion: '3.8.0', language: 'zh_CN', theme: 'light', version: '8.0.50' }

const surroundings = {
  ENV_TYPE: { WEB: 'WEB', WEAPP: 'WEAPP' },
  getEnv: jest.fn(() => 'WEB'),
  canIUse: jest.fn(() => true),
  getSystemInfoSync: jest.fn(() => ({ ...screen, ...app, platform: 'devtools' })),
  getWindowInfo: jest.fn(() => screen),
  getAppBaseInfo: jest.fn(() => app),
  getDeviceInfo: jest.fn(() => ({ platform: 'devtools', brand: 'devtools', model: 'test', system: 'test' })),
  getAccountInfoSync: jest.fn(() => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } })),
  getMenuButtonBoundingClientRect: jest.fn(() => ({
    top: 48,
    bottom: 80,
    left: 278,
    right: 365,
    width: 87,
    height: 32,
  })),
  getNetworkType: jest.fn(async () => ({ networkType: 'wifi', errMsg: 'ok' })),
  onNetworkStatusChange: on('networkStatusChange'),
  offNetworkStatusChange: off('networkStatusChange'),
  onThemeChange: on('themeChange'),
  offThemeChange: off('themeChange'),
  onAppShow: on('appShow'),
  offAppShow: off('appShow'),
  onAppHide: on('appHide'),
  offAppHide: off('appHide'),
  eventCenter: {
    on: (event: string, callback: Callback) => on(event)(callback),
    off: (event: string, callback: Callback) => off(event)(callback),
    trigger: happen,
  },
  nextTick: (callback: () => void) => queueMicrotask(callback),
}

const navigation = {
  navigateTo: ok(),
  redirectTo: ok(),
  switchTab: ok(),
  reLaunch: ok(),
  navigateBack: ok(),
  getCurrentPages: jest.fn(() => [router()]),
  getCurrentInstance: jest.fn(() => ({ router: router(), app: null, page: null })),
  setNavigationBarTitle: ok(),
  setNavigationBarColor: ok(),
  setTabBarItem: ok(),
  setTabBarStyle: ok(),
  setTabBarBadge: ok(),
  removeTabBarBadge: ok(),
  setBackgroundColor: ok(),
  setBackgroundTextStyle: ok(),
  pageScrollTo: ok(),
}

const actions = {
  request: jest.fn(async (_options?: unknown) => ({ statusCode: 200, data: {}, header: {}, errMsg: 'ok' })),
  downloadFile: ok(),
  uploadFile: ok(),
  login: jest.fn(async () => ({ code: 'test-code', errMsg: 'ok' })),
  checkSession: ok(),
  scanCode: jest.fn(async () => ({ result: '', scanType: '', charSet: '', path: '', rawData: '', errMsg: 'ok' })),
  requestSubscribeMessage: ok(),
  showToast: ok(),
  hideToast: quiet(),
  showLoading: ok(),
  hideLoading: quiet(),
  showModal: jest.fn(async () => ({ confirm: true, cancel: false, errMsg: 'ok' })),
  showActionSheet: jest.fn(async () => ({ tapIndex: 0, errMsg: 'ok' })),
  setClipboardData: ok(),
  makePhoneCall: ok(),
  previewImage: ok(),
  openLocation: ok(),
  vibrateShort: ok(),
  setScreenBrightness: ok(),
  getScreenBrightness: jest.fn(async () => ({ value: 0.5, errMsg: 'ok' })),
  setKeepScreenOn: ok(),
  startPullDownRefresh: ok(),
  stopPullDownRefresh: quiet(),
}

/** A page that is mounted is a page that is shown, once; leaving it unloads it. */
const useShown = (callback: (options: Parameters) => void) => {
  useEffect(() => callback(parameters), [])
}
const useLeft = (callback: () => void) => {
  useEffect(() => callback, [])
}
const useReported = (event: string) => (callback: Callback) => {
  useEffect(() => {
    on(event)(callback)
    return () => off(event)(callback)
  }, [callback])
}

export const useLoad = useShown
export const useLaunch = useShown
export const useReady = useShown
export const useDidShow = useShown
export const useUnload = useLeft
export const useDidHide = useReported('pageHide')
export const usePullDownRefresh = useReported('pullDownRefresh')
export const useReachBottom = useReported('reachBottom')
export const usePageScroll = useReported('pageScroll')
export const useTabItemTap = useReported('tabItemTap')
export const useError = useReported('error')
export const useShareAppMessage = useReported('shareAppMessage')
export const useShareTimeline = useReported('shareTimeline')
export const useRouter = router

export const { getCurrentInstance, getCurrentPages } = navigation
export const { eventCenter, nextTick } = surroundings

const Taro = { ...memory, ...surroundings, ...navigation, ...actions, useRouter }
export default Taro
