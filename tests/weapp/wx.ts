import type { Bridge, WxRequest } from './bridge'
import type { Device } from './device'
import type { PageStack } from './page-stack'
import type { World } from './world'

interface Callbacks {
  readonly success?: (result: unknown) => void
  readonly fail?: (error: unknown) => void
  readonly complete?: (result: unknown) => void
}

type Options = Callbacks & Readonly<Record<string, unknown>>
type Listener = (event: unknown) => void

interface Deps {
  readonly device: Device
  readonly bridge: Bridge
  readonly world: World
  readonly stack: PageStack
  readonly launch: { readonly path: string; readonly query: Readonly<Record<string, string>>; readonly scene: number }
}

export interface Wx {
  /** The object of this name inside the mini-program. */
  readonly api: object
  /** Lets an event of the phone reach the app, such as `NetworkStatusChange`. */
  emit(event: string, value: unknown): void
}

/** What the app uses of WeChat's API, as WeChat documents it. What is not here is not there: a call to it fails. */
export function createWx(deps: Deps): Wx {
  const { device, world } = deps
  const listeners = new Map<string, Set<Listener>>()

  /** An asynchronous call: options with callbacks, `errMsg` in both answers. */
  const call =
    (name: string, perform: (options: Options) => unknown = () => ({})) =>
    (options: Options = {}) => {
      device.calls.push({ name, options })
      const answer = async () => perform(options)
      answer().then(
        (result) => {
          const value = world.own({ errMsg: `${name}:ok` }, result)
          options.success?.(value)
          options.complete?.(value)
        },
        (error: unknown) => {
          const value = world.own({ errMsg: `${name}:fail ${error instanceof Error ? error.message : String(error)}` })
          options.fail?.(value)
          options.complete?.(value)
        },
      )
    }

  const api: Record<string, unknown> = {
    ...systemCalls(deps),
    ...storageCalls(deps, call),
    ...navigationCalls(deps, call),
    ...phoneCalls(deps, call),
    ...Object.fromEntries(silentCalls.map((name) => [name, call(name)])),
    ...selectorCalls(world),
    request: requestCall(deps, call),
    nextTick: (callback: () => void) => world.setTimeout(callback, 0),
    canIUse: () => true,
    env: { USER_DATA_PATH: 'wxfile://usr' },
  }
  for (const event of events) {
    const registered = new Set<Listener>()
    listeners.set(event, registered)
    api[`on${event}`] = (listener: Listener) => registered.add(listener)
    api[`off${event}`] = (listener: Listener) => registered.delete(listener)
  }
  return {
    api,
    emit(event, value) {
      for (const listener of listeners.get(event) ?? []) listener(world.own(value))
    },
  }
}

const events = [
  'NetworkStatusChange',
  'ThemeChange',
  'AppShow',
  'AppHide',
  'Error',
  'PageNotFound',
  'UnhandledRejection',
  'WindowResize',
  'MemoryWarning',
]

/** They change something we do not look at; that they were called can be seen in the device's calls. */
const silentCalls = [
  'setNavigationBarTitle',
  'setNavigationBarColor',
  'setBackgroundColor',
  'setBackgroundTextStyle',
  'setTabBarStyle',
  'setTabBarItem',
  'setTabBarBadge',
  'removeTabBarBadge',
  'setKeepScreenOn',
  'hideToast',
  'showLoading',
  'hideLoading',
  'startPullDownRefresh',
  'stopPullDownRefresh',
  'pageScrollTo',
  'setClipboardData',
  'vibrateShort',
  'vibrateLong',
  'makePhoneCall',
  'requestSubscribeMessage',
]

type Call = (name: string, perform?: (options: Options) => unknown) => (options?: Options) => void

function systemCalls({ device, launch }: Deps) {
  const size = { width: 375, height: 812 }
  const info = () => ({
    SDKVersion: '3.8.0',
    version: '8.0.50',
    platform: 'ios',
    system: 'iOS 17.0',
    brand: 'iPhone',
    model: 'iPhone',
    language: device.language,
    theme: device.theme,
    pixelRatio: 2,
    windowWidth: size.width,
    windowHeight: size.height,
    screenWidth: size.width,
    screenHeight: size.height,
    statusBarHeight: 44,
    fontSizeSetting: 16,
    safeArea: { top: 44, left: 0, right: 375, bottom: 778, width: 375, height: 734 },
  })
  return {
    getSystemInfoSync: info,
    getWindowInfo: info,
    getDeviceInfo: info,
    getAppBaseInfo: info,
    getSystemSetting: () => ({}),
    getAppAuthorizeSetting: () => ({}),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }),
    getMenuButtonBoundingClientRect: () => ({ top: 48, left: 278, right: 365, bottom: 80, width: 87, height: 32 }),
    getLaunchOptionsSync: () => launch,
    getEnterOptionsSync: () => launch,
  }
}

function storageCalls({ device: { storage } }: Deps, call: Call) {
  // WeChat copies what it stores
  const copy = (value: unknown): unknown => (typeof value === 'object' ? structuredClone(value) : value)
  const get = (key: string): unknown => (storage.has(key) ? copy(storage.get(key)) : '')
  return {
    getStorageSync: get,
    setStorageSync: (key: string, value: unknown) => void storage.set(key, copy(value)),
    removeStorageSync: (key: string) => void storage.delete(key),
    clearStorageSync: () => storage.clear(),
    getStorageInfoSync: () => ({ keys: [...storage.keys()], currentSize: 1, limitSize: 10_240 }),
    getStorage: call('getStorage', ({ key }) => {
      if (!storage.has(String(key))) throw new Error('data not found')
      return { data: get(String(key)) }
    }),
    setStorage: call('setStorage', ({ key, data }) => void storage.set(String(key), copy(data))),
    removeStorage: call('removeStorage', ({ key }) => void storage.delete(String(key))),
    getStorageInfo: call('getStorageInfo', () => ({ keys: [...storage.keys()], currentSize: 1, limitSize: 10_240 })),
  }
}

function navigationCalls({ stack }: Deps, call: Call) {
  return {
    navigateTo: call('navigateTo', ({ url }) => stack.navigateTo(String(url))),
    redirectTo: call('redirectTo', ({ url }) => stack.redirectTo(String(url))),
    reLaunch: call('reLaunch', ({ url }) => stack.reLaunch(String(url))),
    switchTab: call('switchTab', ({ url }) => stack.switchTab(String(url))),
    navigateBack: call('navigateBack', ({ delta }) => stack.navigateBack(typeof delta === 'number' ? delta : 1)),
  }
}

function phoneCalls({ device, bridge, world }: Deps, call: Call) {
  return {
    login: call('login', () => ({ code: device.loginCode })),
    showToast: call('showToast', ({ title }) => void device.toasts.push(String(title))),
    showModal: call('showModal', ({ title }) => {
      device.questions.push(String(title))
      return { confirm: device.answersYes, cancel: !device.answersYes }
    }),
    getNetworkType: call('getNetworkType', () => ({ networkType: device.isOnline ? 'wifi' : 'none' })),
    scanCode: call('scanCode', () => {
      const result = device.nextScan
      device.nextScan = undefined
      if (result === undefined) throw new Error('cancel')
      return { result, scanType: result.length > 40 ? 'QR_CODE' : 'CODE_128', charSet: 'UTF-8' }
    }),
    chooseMedia: call('chooseMedia', () => {
      if (device.nextPicture === undefined) throw new Error('cancel')
      const tempFilePath = 'wxfile://tmp/picture.png'
      return { type: 'image', tempFiles: [{ tempFilePath, size: device.nextPicture.length, fileType: 'image' }] }
    }),
    getFileSystemManager: () => ({
      readFile: call('readFile', () => ({ data: world.arrayBuffer(device.nextPicture ?? Buffer.alloc(0)) })),
    }),
    downloadFile: call('downloadFile', async ({ url }) => {
      if (!device.isOnline) throw new Error('network is unreachable')
      const { statusCode } = await bridge.request({ url: String(url) })
      return { statusCode, tempFilePath: 'wxfile://tmp/download' }
    }),
  }
}

function requestCall({ device, bridge, world }: Deps, call: Call) {
  const perform = call('request', async (options) => {
    const request: WxRequest = {
      url: String(options['url']),
      method: typeof options['method'] === 'string' ? options['method'] : 'GET',
      // the app's own object, checked by the service
      header: (options['header'] ?? {}) as Record<string, string>,
      data: options['data'],
      ...(typeof options['timeout'] === 'number' ? { timeout: options['timeout'] } : {}),
    }
    device.requests.push({
      method: request.method ?? 'GET',
      path: new URL(request.url).pathname,
      header: request.header ?? {},
    })
    if (!device.isOnline) throw new Error('network is unreachable')
    const { statusCode, header, body } = await bridge.request(request)
    // an answer that was on its way when the network went does not arrive
    if (!deviceIsOnline(device)) throw new Error('network is unreachable')
    return { statusCode, header, cookies: [], data: world.parse(body.toString('utf8')) }
  })
  return (options: Options) => {
    perform(options)
    return { abort: () => undefined, onHeadersReceived: () => undefined, offHeadersReceived: () => undefined }
  }
}

/** Asked again after waiting: a test may have switched the network off meanwhile. */
const deviceIsOnline = (device: Device) => device.isOnline

/** Measuring needs a screen; every element is a finger wide here. */
function selectorCalls(world: World) {
  const rect = { id: '', dataset: {}, top: 0, left: 0, right: 375, bottom: 44, width: 375, height: 44 }
  const createSelectorQuery = () => {
    const callbacks: ((result: unknown) => void)[] = []
    const query = {
      in: () => query,
      select: () => query,
      selectAll: () => query,
      selectViewport: () => query,
      node: () => query,
      context: () => query,
      fields: (_fields: unknown, callback?: (result: unknown) => void) => note(callback),
      boundingClientRect: (callback?: (result: unknown) => void) => note(callback),
      scrollOffset: (callback?: (result: unknown) => void) => note(callback),
      exec: (callback?: (results: unknown) => void) => {
        world.setTimeout(() => {
          for (const one of callbacks) one(world.own(rect))
          callback?.(callbacks.map(() => world.own(rect)))
        }, 0)
      },
    }
    const note = (callback?: (result: unknown) => void) => {
      callbacks.push(callback ?? (() => undefined))
      return query
    }
    return query
  }
  const observer = {
    relativeTo: () => observer,
    relativeToViewport: () => observer,
    observe: () => undefined,
    disconnect: () => undefined,
  }
  return { createSelectorQuery, createIntersectionObserver: () => observer }
}
