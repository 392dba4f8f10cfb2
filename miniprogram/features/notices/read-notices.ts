import { createStore, useStore } from '../../lib/store'
import { isRecord, readStored, store } from '../../lib/storage'
import type { NoticeSummary } from './notices.hooks'

/** Version last read, by notice. It stays on the phone: the library need not know who has read what. */
type ReadVersions = Readonly<Record<string, number>>

const remembered = 300

const isReadVersions = (value: unknown): value is ReadVersions =>
  isRecord(value) && Object.values(value).every((version) => typeof version === 'number')

const versions = createStore<ReadVersions>(readStored('notices.read', isReadVersions) ?? {})

export function noteRead({ id, version }: Pick<NoticeSummary, 'id' | 'version'>): void {
  const { [id]: known, ...others } = versions.get()
  if (known !== undefined && known >= version) return
  const all: readonly (readonly [string, number])[] = [...Object.entries(others), [id, version]]
  const next: ReadVersions = Object.fromEntries(all.slice(-remembered))
  versions.set(next)
  store('notices.read', next)
}

export type UnreadMark = 'unread' | 'corrected'

/** Whether a notice is new to this reader, or was corrected since. */
export function useUnreadMark(): (notice: Pick<NoticeSummary, 'id' | 'version'>) => UnreadMark | undefined {
  const read = useStore(versions)
  return ({ id, version }) => {
    const known = read[id]
    if (known === undefined) return 'unread'
    return known < version ? 'corrected' : undefined
  }
}
