import { until } from '../support/promises'
import type { Bridge } from './bridge'
import type { Build } from './build'
import { createDevice } from './device'
import type { Device } from './device'
import { startRuntime } from './runtime'
import type { Runtime } from './runtime'
import { readTemplates } from './templates'
import { createTree } from './tree'
import type { Node, Tree } from './tree'

export interface Phone {
  readonly device: Device
  /** Starts the mini-program; one that runs is swiped away first. What it stored is still there. */
  launch(path?: string, query?: Readonly<Record<string, string>>): void
  end(): void
  route(): string
  /** A parameter of the page in sight. */
  param(name: string): string
  /** Taps a tab of WeChat's own tab bar. */
  openTab(route: string): void
  tree(): Tree
  /** Switches the network off or on, and tells the app as WeChat does. */
  setOnline(isOnline: boolean): void
  /** Waits until this can be read on the screen. */
  see(words: string | RegExp): Promise<void>
  /** Waits until this can no longer be read. */
  seeGone(words: string): Promise<void>
  /** Waits for an element, by its id. */
  find(id: string): Promise<Node>
  /** Waits for elements whose ids begin so. */
  findAll(idPrefix: string): Promise<readonly Node[]>
  /** Waits until one of these elements is there; gives the first that is. */
  findFirst(ids: readonly string[]): Promise<string>
  /** Waits for the first element whose id begins so and in which these words stand; gives its id. */
  findWith(idPrefix: string, words: string | RegExp): Promise<string>
  textOf(id: string): Promise<string>
  /** Taps an element by its id, as soon as it is there and enabled. */
  tap(id: string): Promise<void>
  type(id: string, text: string): Promise<void>
  /** Types and presses the keyboard's last key. */
  submit(id: string, text: string): Promise<void>
  arrive(route: string): Promise<void>
  /** Waits for a toast. */
  hear(words: string): Promise<void>
}

interface Deps {
  readonly build: Build
  readonly bridge: Bridge
  readonly name: string
}

/** A phone with the built mini-program on it, and a thumb. */
export function createPhone({ build, bridge, name }: Deps): Phone {
  const templates = readTemplates(build.root)
  const device = createDevice(`code-of-${name}`)
  let runtime: Runtime | undefined

  const page = () => runtime?.stack.top()
  const tree = () => createTree(page()?.data.root, templates)
  const route = () => page()?.route ?? ''
  const shown = () => `[${name} at ${route()}; toasts: ${device.toasts.join(', ')}] ${tree().text().slice(0, 400)}`
  const wait = <T>(what: string, look: () => T | undefined) => until(look, { what, instead: shown })

  const find = (id: string) => wait(`#${id}`, () => tree().find(id))

  /** The event reaches the element that WeChat would deliver it to. */
  function fire(id: string, type: string, detail: object): boolean {
    const now = tree()
    const node = now.find(id)
    if (node === undefined || now.attribute(node, 'disabled') === true) return false
    const target = now.target(node, type)
    if (target === undefined) throw new Error(`#${id} takes no "${type}"`)
    const element = { id: target.uid ?? target.sid, dataset: { sid: target.sid }, offsetLeft: 0, offsetTop: 0 }
    page()?.eh({
      type,
      timeStamp: performance.now(),
      target: element,
      currentTarget: element,
      detail,
      mark: {},
      touches: [],
      changedTouches: [],
    })
    return true
  }

  const perform = (id: string, type: string, detail: object) =>
    wait(`#${id} to take "${type}"`, () => (fire(id, type, detail) ? true : undefined))

  function end(): void {
    runtime?.end()
    runtime = undefined
  }

  return {
    device,
    end,
    route,
    param: (wanted) => decodeURIComponent(page()?.options[wanted] ?? ''),
    openTab: (wanted) => runtime?.stack.switchTab(`/${wanted}`),
    tree,
    find,
    launch(path = build.pages[0] ?? '', query = {}) {
      end()
      runtime = startRuntime({ build, device, bridge, launch: { path, query } })
    },
    setOnline(isOnline) {
      device.isOnline = isOnline
      runtime?.emit('NetworkStatusChange', { isConnected: isOnline, networkType: isOnline ? 'wifi' : 'none' })
    },
    async see(words) {
      await wait(`"${String(words)}"`, () => (has(tree().text(), words) ? true : undefined))
    },
    async seeGone(words) {
      await wait(`"${words}" to go`, () => (tree().text().includes(words) ? undefined : true))
    },
    findAll: (idPrefix) =>
      wait(`#${idPrefix}…`, () => {
        const found = tree().findAll(idPrefix)
        return found.length === 0 ? undefined : found
      }),
    findFirst: (ids) =>
      wait(`one of #${ids.join(', #')}`, () => {
        const now = tree()
        return ids.find((id) => now.find(id) !== undefined)
      }),
    findWith: (idPrefix, words) =>
      wait(`#${idPrefix}… with "${String(words)}"`, () => {
        const now = tree()
        return now.findAll(idPrefix).find((node) => has(now.text(node), words))?.uid
      }),
    textOf: async (id) => {
      const node = await find(id)
      return tree().text(node)
    },
    async tap(id) {
      await perform(id, 'tap', {})
    },
    async type(id, text) {
      await perform(id, 'input', { value: text, cursor: text.length })
    },
    async submit(id, text) {
      await perform(id, 'input', { value: text, cursor: text.length })
      await perform(id, 'confirm', { value: text })
    },
    async arrive(wanted) {
      await wait(`the page ${wanted}`, () => (route() === wanted ? true : undefined))
    },
    async hear(words) {
      await wait(`the toast "${words}"`, () =>
        device.toasts.some((toast) => toast.includes(words)) ? true : undefined,
      )
    },
  }
}

const has = (text: string, words: string | RegExp) =>
  typeof words === 'string' ? text.includes(words) : words.test(text)
