import Taro from '@tarojs/taro'

/** Every screen and where it lives. A new screen is one line here and one in app.config.ts. */
export const routes = {
  home: '/pages/home/index',
  search: '/pages/search/index',
  services: '/pages/services/index',
  me: '/pages/me/index',
  bookings: '/pages/bookings/index',
  booking: '/pages/bookings/detail',
  pass: '/pages/bookings/pass',
  notices: '/pages/notices/index',
  notice: '/pages/notices/detail',
  title: '/packages/title/index',
  signIn: '/packages/account/sign-in',
  messages: '/packages/account/messages',
  settings: '/packages/account/settings',
  planVisit: '/packages/visits/plan',
  visit: '/packages/visits/detail',
  delegate: '/packages/passes/index',
  delegatedPass: '/packages/passes/detail',
  shownPass: '/packages/passes/shown',
  fees: '/packages/account/fees',
  privacy: '/packages/account/privacy',
  guide: '/packages/guide/index',
  courses: '/packages/courses/index',
  course: '/packages/courses/detail',
  groups: '/packages/consult/groups',
  group: '/packages/consult/group/index',
  selfCheckout: '/packages/lending/self-checkout',
  gateReceipt: '/packages/lending/gate-receipt',
  desk: '/packages/desk/index',
  paging: '/packages/desk/paging',
  checkIn: '/packages/desk/check-in',
  handOver: '/packages/desk/hand-over',
  checkOut: '/packages/desk/check-out',
  shelf: '/packages/desk/shelf',
  arrivals: '/packages/desk/arrivals',
  deskNotices: '/packages/desk/notices',
  noticeEditor: '/packages/desk/notice-editor',
  deskGroups: '/packages/desk/groups',
  placeCodes: '/packages/desk/place-codes',
  deskReader: '/packages/desk/reader',
  rules: '/packages/desk/rules',
  branchCalendar: '/packages/desk/branch-calendar',
  transit: '/packages/desk/transit',
  deskBooking: '/packages/desk/booking',
  gateCheck: '/packages/desk/gate-check',
  queue: '/packages/desk/queue',
  promises: '/packages/desk/promises',
  suggestions: '/packages/suggestions/index',
  deskSuggestions: '/packages/desk/suggestions',
  deskNotFound: '/packages/desk/not-found',
  keptActs: '/packages/desk/kept',
} as const

export type RouteName = keyof typeof routes

// cast: the keys of the literal above
const routeNames = Object.keys(routes) as RouteName[]

/** The tab pages, in the order of the bar. */
export const tabs = ['home', 'search', 'services', 'me'] as const satisfies readonly RouteName[]
export type TabName = (typeof tabs)[number]

const isTab = (name: RouteName): name is TabName => tabs.some((tab) => tab === name)

/** WeChat refuses the eleventh page on the stack. */
const deepest = 10

type RouteParams = Readonly<Record<string, string | undefined>>

/** A screen with its parameters, as a link of the app's own. */
export const pathOf = (name: RouteName, params: RouteParams) => {
  const pairs = Object.entries(params).flatMap(([key, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(key)}=${encodeURIComponent(value)}`],
  )
  return pairs.length === 0 ? routes[name] : `${routes[name]}?${pairs.join('&')}`
}

/**
 * The only way to another screen. Tab pages are switched to (parameters for one go through `handOver`); a full page
 * stack replaces its top instead of failing.
 */
export function navigate(name: RouteName, params: RouteParams = {}): void {
  if (isTab(name)) {
    if (Object.keys(params).length > 0) handedOver.set(name, params)
    void Taro.switchTab({ url: routes[name] })
    return
  }
  const url = pathOf(name, params)
  void (Taro.getCurrentPages().length >= deepest ? Taro.redirectTo({ url }) : Taro.navigateTo({ url }))
}

/** A link of the app's own in a text, `/packages/guide/index?…`; `false` where there is no such screen. */
export function openPath(url: string): boolean {
  const [path = '', query = ''] = url.split('?', 2)
  const name = routeNames.find((candidate) => routes[candidate] === path)
  if (name === undefined) return false
  const pairs = query.split('&').flatMap((pair) => {
    const [key = '', value = ''] = pair.split('=', 2)
    return key === '' ? [] : [[decodeParam(key), decodeParam(value)] as const]
  })
  navigate(name, Object.fromEntries(pairs))
  return true
}

/** Instead of this screen: after signing in, or when what it showed is gone. */
export function replaceWith(name: RouteName, params: RouteParams = {}): void {
  if (isTab(name)) {
    navigate(name, params)
    return
  }
  void Taro.redirectTo({ url: pathOf(name, params) })
}

/** Back; from a page that was opened directly, to the home screen. */
export function goBack(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else navigate('home')
}

const handedOver = new Map<TabName, RouteParams>()

/** What was meant for a tab page (WeChat's switchTab takes no parameters), once. */
export function takeHandedOver(name: TabName): RouteParams {
  const params = handedOver.get(name) ?? {}
  handedOver.delete(name)
  return params
}

/** A parameter of the current page; WeChat leaves it encoded. */
export function decodeParam(value: string | undefined): string {
  if (value === undefined) return ''
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
