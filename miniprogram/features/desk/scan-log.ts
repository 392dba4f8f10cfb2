import { getSession, onSessionChange } from '../../lib/session'
import { createStore, useStore } from '../../lib/store'

/** One scan and what became of it. */
export type Scan<T> = { readonly key: number; readonly barcode: string; readonly at: number } & (
  | { readonly state: 'working' }
  | { readonly state: 'done'; readonly answer: T }
  | { readonly state: 'failed'; readonly error: unknown }
)

const remembered = 50

/**
 * The scans of this session, the last one first. They are sent one after the other, in the order of the scanner, which
 * does not wait for the network; the same barcode while its scan is under way is a double tap and changes nothing.
 */
export function createScanLog<T>() {
  const log = createStore<readonly Scan<T>[]>([])
  let lastKey = 0
  let tail: Promise<unknown> = Promise.resolve()
  let account = getSession()?.me.account
  // it names readers: the next librarian on this phone does not see it
  onSessionChange(() => {
    const next = getSession()?.me.account
    if (next !== account) log.set([])
    account = next
  })
  const settle = (settled: Scan<T>) => log.set(log.get().map((scan) => (scan.key === settled.key ? settled : scan)))

  return {
    useLog: () => useStore(log),
    clear: () => log.set([]),
    scan(barcode: string, run: (barcode: string) => Promise<T>): void {
      const isUnderWay = log.get().some((scan) => scan.state === 'working' && scan.barcode === barcode)
      if (isUnderWay) return
      const scan = { key: (lastKey += 1), barcode, at: Date.now() }
      log.set([{ ...scan, state: 'working' as const }, ...log.get()].slice(0, remembered))
      tail = tail
        .then(() => run(barcode))
        .then(
          (answer) => settle({ ...scan, state: 'done', answer }),
          (error: unknown) => settle({ ...scan, state: 'failed', error }),
        )
    },
  }
}
