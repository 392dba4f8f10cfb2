import type { Node } from './tree'

/** A page as WeChat runs it; the methods are the app's. */
export interface Page {
  readonly route: string
  readonly options: Readonly<Record<string, string>>
  readonly data: { root?: Node }
  /** The one handler of all events in a Taro page. */
  eh(event: unknown): void
  onLoad?(options: Readonly<Record<string, string>>): void
  onShow?(): void
  onReady?(): void
  onHide?(): void
  onUnload?(): void
}

interface Deps {
  readonly tabs: ReadonlySet<string>
  readonly open: (route: string, options: Readonly<Record<string, string>>) => Page
}

export type PageStack = ReturnType<typeof createPageStack>

/** WeChat refuses the eleventh page. */
const deepest = 10

/** Pages over one another, with WeChat's rules: tab pages stay, ten are the most, a tab is switched to. */
export function createPageStack({ tabs, open }: Deps) {
  const pages: Page[] = []
  const openTabs = new Map<string, Page>()

  const top = () => pages.at(-1)

  function push(url: string): void {
    const { route, options } = parse(url)
    const page = open(route, options)
    pages.push(page)
    if (tabs.has(route)) openTabs.set(route, page)
    page.onLoad?.(options)
    page.onShow?.()
    page.onReady?.()
  }

  /** The page in sight hides (a tab, which stays loaded) or ends; one below it was hidden already. */
  function drop(): void {
    const wasInSight = pages.pop()
    if (wasInSight === undefined) return
    if (!tabs.has(wasInSight.route)) wasInSight.onUnload?.()
    else wasInSight.onHide?.()
  }

  function dropAll(): void {
    drop()
    for (const page of pages.splice(0)) if (!tabs.has(page.route)) page.onUnload?.()
  }

  const forbidTab = (url: string) => {
    if (tabs.has(parse(url).route)) throw new Error('can not navigateTo a tabbar page')
  }

  return {
    top,
    list: () => [...pages],
    navigateTo(url: string) {
      forbidTab(url)
      if (pages.length >= deepest) throw new Error('webview count limit exceed')
      top()?.onHide?.()
      push(url)
    },
    redirectTo(url: string) {
      forbidTab(url)
      drop()
      push(url)
    },
    reLaunch(url: string) {
      dropAll()
      for (const page of openTabs.values()) page.onUnload?.()
      openTabs.clear()
      push(url)
    },
    switchTab(url: string) {
      const { route } = parse(url)
      if (!tabs.has(route)) throw new Error('can not switch to no-tabBar page')
      if (url.includes('?')) throw new Error('a tab page takes no parameters')
      if (top()?.route === route) return
      dropAll()
      const page = openTabs.get(route)
      if (page === undefined) push(url)
      else {
        pages.push(page)
        page.onShow?.()
      }
    },
    navigateBack(delta: number) {
      if (pages.length < 2) throw new Error('cannot navigate back at first page')
      for (let n = 0; n < delta && pages.length > 1; n++) drop()
      top()?.onShow?.()
    },
  }
}

/** WeChat leaves parameters as they stand in the url, encoded. */
function parse(url: string): { route: string; options: Record<string, string> } {
  const [route = '', query = ''] = url.replace(/^\//, '').split('?', 2)
  const pairs = query.split('&').filter((pair) => pair !== '')
  const options = Object.fromEntries(pairs.map((pair) => [pair.split('=', 1)[0] ?? '', pair.replace(/^[^=]*=?/, '')]))
  return { route, options }
}
