import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { packageOf } from './build'
import type { Build } from './build'
import type { Bridge } from './bridge'
import type { Device } from './device'
import { createPageStack } from './page-stack'
import type { Page, PageStack } from './page-stack'
import { applyData } from './set-data'
import type { Node } from './tree'
import { createWorld } from './world'
import { createWx } from './wx'

interface App {
  onLaunch?(options: object): void
  onShow?(options: object): void
  onHide?(): void
}

/** What the app hands to `Page()`: initial data and its methods. */
type PageDefinition = { readonly data?: { readonly root?: Node } } & Readonly<Record<string, unknown>>

export interface Runtime {
  readonly stack: PageStack
  emit(event: string, value: unknown): void
  /** Ends it, as swiping the mini-program away does. */
  end(): void
}

interface Deps {
  readonly build: Build
  readonly device: Device
  readonly bridge: Bridge
  readonly launch: { readonly path: string; readonly query: Readonly<Record<string, string>> }
}

/** Starts the built mini-program from nothing: its files run, the app is launched, the first page opens. */
export function startRuntime({ build, device, bridge, launch }: Deps): Runtime {
  const options = { ...launch, scene: Object.keys(launch.query).length > 0 ? 1047 : 1001 }
  let app: App = {}
  const definitions = new Map<string, PageDefinition>()
  let loading = ''

  const stack = createPageStack({ tabs: build.tabs, open: (route, query) => openPage(route, query) })
  const world = createWorld(device, {
    App: (definition: App) => (app = definition),
    getApp: () => app,
    Page: (definition: PageDefinition) => definitions.set(loading, definition),
    Component: () => undefined,
    Behavior: (definition: unknown) => definition,
    getCurrentPages: () => stack.list(),
    __wxConfig: { envVersion: 'develop' },
  })
  const wx = createWx({ device, bridge, world, stack, launch: options })
  const load = createLoader({ build, run: (source, file) => world.run(source, file), wx: wx.api })

  function openPage(route: string, query: Readonly<Record<string, string>>): Page {
    if (!build.pages.includes(route)) throw new Error(`page "${route}" is not found`)
    loading = route
    load(`${route}.js`)
    const definition = definitions.get(route)
    if (definition === undefined) throw new Error(`${route}.js has not called Page()`)
    return pageOf(definition, route, query)
  }

  function pageOf(definition: PageDefinition, route: string, query: Readonly<Record<string, string>>): Page {
    const data: { root?: Node } = structuredClone(definition.data ?? {})
    const page = {
      ...definition,
      data,
      route,
      is: route,
      __route__: route,
      options: world.own(query),
      setData(changes: Readonly<Record<string, unknown>>, done?: () => void) {
        applyData(data, changes)
        if (done !== undefined) world.setTimeout(() => done.call(page), 0)
      },
      selectComponent: () => null,
      createSelectorQuery: Reflect.get(wx.api, 'createSelectorQuery') as unknown,
      getTabBar: () => null,
      getOpenerEventChannel: () => ({ on: () => undefined, emit: () => undefined }),
    }
    return page as unknown as Page // the definition brings the methods; Taro writes them all
  }

  load('app.js')
  app.onLaunch?.(options)
  app.onShow?.(options)
  const query = Object.entries(launch.query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  stack.reLaunch(`/${launch.path}${query.length === 0 ? '' : `?${query.join('&')}`}`)
  return {
    stack,
    emit: wx.emit,
    end() {
      stack.top()?.onHide?.()
      app.onHide?.()
      world.end()
    },
  }
}

interface Module {
  exports: object
}

/**
 * `require` among the files of the build. The main package knows nothing of a sub-package, and one sub-package nothing
 * of another: WeChat may not have loaded it.
 */
function createLoader(deps: {
  readonly build: Build
  readonly run: (source: string, file: string) => unknown
  readonly wx: object
}) {
  const { build, run, wx } = deps
  const modules = new Map<string, Module>()

  return function load(file: string): object {
    const known = modules.get(file)
    if (known !== undefined) return known.exports
    const module: Module = { exports: {} }
    modules.set(file, module)
    const full = path.join(build.root, file)
    const source = `(function(require,module,exports,wx){${readFileSync(full, 'utf8')}\n})`
    // a function by the line above
    const factory = run(source, full) as (require: unknown, module: Module, exports: object, wx: object) => void
    factory((wanted: string) => load(resolve(build, file, wanted)), module, module.exports, wx)
    return module.exports
  }
}

function resolve(build: Build, from: string, wanted: string): string {
  const joined = path.posix.normalize(path.posix.join(path.posix.dirname(from), wanted))
  const file = [joined, `${joined}.js`, `${joined}/index.js`].find(
    (candidate) => candidate.endsWith('.js') && existsSync(path.join(build.root, candidate)),
  )
  if (file === undefined) throw new Error(`module "${wanted}" is not defined, required by ${from}`)
  const target = packageOf(build, file)
  if (target !== undefined && target !== packageOf(build, from))
    throw new Error(`${from} requires ${file} of a package that may not be there`)
  return file
}
