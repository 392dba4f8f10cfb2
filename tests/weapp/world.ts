import { inspect } from 'node:util'
import vm from 'node:vm'
import type { Device } from './device'

/** The mini-program's own JavaScript world: as little in it as WeChat's logic layer has. */
export interface World {
  /** Runs a source file of the build there. */
  run(source: string, filename: string): unknown
  /** A copy that belongs to that world, as everything does that WeChat hands to the app. */
  own(...parts: readonly unknown[]): unknown
  /** The answer's JSON; text that is none stays text, as with WeChat. */
  parse(text: string): unknown
  arrayBuffer(bytes: Buffer): unknown
  setTimeout(callback: () => void, ms: number): void
  /** Nothing of it runs any more. */
  end(): void
}

/** No DOM, no fetch, no AbortController, no eval: what WeChat does not have, the app cannot use here either. */
export function createWorld(device: Device, globals: Readonly<Record<string, unknown>>): World {
  const timers = createTimers((error) => device.errors.push(describe(error)))
  const context = vm.createContext(
    {
      console: consoleOf(device),
      setTimeout: timers.setTimeout,
      clearTimeout: timers.clear,
      setInterval: timers.setInterval,
      clearInterval: timers.clear,
      ...globals,
    },
    { name: 'weapp', codeGeneration: { strings: false, wasm: false } },
  )
  vm.runInContext('delete globalThis.WebAssembly; delete globalThis.SharedArrayBuffer', context)
  // our own sources, each of them a function
  const inside = (source: string) => vm.runInContext(source, context) as (...given: unknown[]) => unknown
  const parse = inside('(text) => JSON.parse(text)')
  const assign = inside('(...parts) => Object.assign({}, ...parts)')
  const toArrayBuffer = inside('(bytes) => Uint8Array.from(bytes).buffer')
  return {
    run: (source, filename): unknown => vm.runInContext(source, context, { filename }),
    own: (...parts) => assign(...parts),
    parse(text) {
      try {
        return parse(text)
      } catch {
        return text
      }
    },
    arrayBuffer: (bytes) => toArrayBuffer([...bytes]),
    setTimeout: (callback, ms) => void timers.setTimeout(callback, ms),
    end: timers.end,
  }
}

/** Timers that end with their world; what throws in one is an error of the app and does not end the test run. */
function createTimers(onError: (error: unknown) => void) {
  const running = new Set<NodeJS.Timeout>()
  let isOver = false
  const guarded = (callback: (...given: unknown[]) => void, given: readonly unknown[]) => (): void => {
    if (isOver) return
    try {
      callback(...given)
    } catch (error) {
      onError(error)
    }
  }
  return {
    setTimeout(callback: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) {
      const timer = setTimeout(() => {
        running.delete(timer)
        guarded(callback, given)()
      }, ms)
      running.add(timer)
      return timer
    },
    setInterval(callback: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) {
      const timer = setInterval(guarded(callback, given), ms)
      running.add(timer)
      return timer
    },
    clear(timer: NodeJS.Timeout | undefined) {
      clearTimeout(timer)
      if (timer !== undefined) running.delete(timer)
    },
    end() {
      isOver = true
      for (const timer of running) clearTimeout(timer)
    },
  }
}

function consoleOf(device: Device) {
  const silent = () => undefined
  const error = (...given: unknown[]) => device.errors.push(given.map(describe).join(' '))
  return { log: silent, info: silent, debug: silent, warn: silent, time: silent, timeEnd: silent, error }
}

/** An error from the other world is no Error of this one. */
export function describe(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'stack' in error) return String(error.stack)
  return typeof error === 'string' ? error : inspect(error)
}
