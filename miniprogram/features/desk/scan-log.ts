import { isKeptOnPhone, type KeptOnPhone } from '../../lib/kept-acts'
import { getSession, onSessionChange } from '../../lib/session'
import { createStore, useStore } from '../../lib/store'

/** One scan and what became of it. */
export type Scan<T> = { readonly key: number; readonly barcode: string; readonly at: number } & (
  | { readonly state: 'working' }
  /** On this phone, until the network is back (D3). */
  | { readonly state: 'kept' }
  | { readonly state: 'done'; readonly answer: T }
  | { readonly state: 'failed'; readonly error: unknown }
)

const remembered = 50

/**
 * The scans of this session, the last one first. They are sent one after the other, in the order of the scanner, which
 * does not wait for the network; the same barcode while its scan is under way, or kept on the phone, is a double tap and
 * changes nothing.
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

  const isOpen = ({ state }: Scan<T>) => state === 'working' || state === 'kept'

  return {
    useLog: () => useStore(log),
    // what waits on the phone stays in sight
    clear: () => log.set(log.get().filter(({ state }) => state === 'kept')),
    /** What became of a scan that was kept; after a new start of the app it has no line yet. */
    settleKept(barcode: string, result: { readonly answer: T } | { readonly error: unknown }): void {
      const known = log.get().findLast((scan) => scan.state === 'kept' && scan.barcode === barcode)
      const scan = known ?? { key: (lastKey += 1), barcode, at: Date.now() }
      const settled: Scan<T> =
        'error' in result
          ? { key: scan.key, barcode, at: scan.at, state: 'failed', error: result.error }
          : { key: scan.key, barcode, at: scan.at, state: 'done', answer: result.answer }
      if (known === undefined) log.set([settled, ...log.get()].slice(0, remembered))
      else settle(settled)
    },
    scan(barcode: string, run: (barcode: string) => Promise<T | KeptOnPhone>): void {
      const isUnderWay = log.get().some((scan) => isOpen(scan) && scan.barcode === barcode)
      if (isUnderWay) return
      const scan = { key: (lastKey += 1), barcode, at: Date.now() }
      log.set([{ ...scan, state: 'working' as const }, ...log.get()].slice(0, remembered))
      tail = tail
        .then(() => run(barcode))
        .then(
          (answer) => settle(isKeptOnPhone(answer) ? { ...scan, state: 'kept' } : { ...scan, state: 'done', answer }),
          (error: unknown) => settle({ ...scan, state: 'failed', error }),
        )
    },
  }
}
