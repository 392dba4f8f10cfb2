import { isProblem } from '../domain/import-problem'
import { childOf, childrenOf, parseXml, type XmlElement } from './records/xml-tree'

export interface OaiRecord {
  readonly identifier: string
  readonly isDeleted: boolean
  /** The element within `<metadata>`; null for a deleted record. */
  readonly metadata: XmlElement | null
}

export interface OaiPage {
  /** When it was answered, by the clock over there. */
  readonly answeredAt: string
  readonly records: readonly OaiRecord[]
  /** Null: this was the last page. */
  readonly resumptionToken: string | null
  readonly error: { readonly code: string; readonly says: string } | null
}

interface Options {
  readonly url: string
  readonly progress: (line: string) => void
  /** Waits; the tests do not. */
  readonly wait: (ms: number) => Promise<void>
}

const tries = 6
const longestWaitMs = 600_000
const patienceMs = 120_000

/**
 * Asks an OAI-PMH 2.0 repository. It waits as long as it is told to (503 or 429 with Retry-After), and longer each time
 * where the network or the server fails.
 */
export function createOaiClient({ url, progress, wait }: Options) {
  /** @throws Error when the repository cannot be reached or what it answers is no OAI-PMH */
  async function ask(query: Readonly<Record<string, string>>): Promise<XmlElement> {
    const address = new URL(url)
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value)
    for (let attempt = 1; ; attempt++) {
      const answer = await fetchOnce(address)
      if ('text' in answer) return rootOf(answer.text)
      if (attempt === tries || !answer.isTemporary) throw new Error(`${address.href}: ${answer.says}`)
      const waitMs = Math.min(answer.waitMs ?? 1000 * 2 ** attempt, longestWaitMs)
      progress(`${answer.says}; once more in ${String(Math.round(waitMs / 1000))} s`)
      await wait(waitMs)
    }
  }

  async function listRecords(query: Readonly<Record<string, string>>): Promise<OaiPage> {
    const root = await ask({ verb: 'ListRecords', ...query })
    const error = childOf(root, 'error')
    const list = childOf(root, 'ListRecords')
    const token = childOf(list, 'resumptionToken')?.text.trim() ?? ''
    return {
      answeredAt: childOf(root, 'responseDate')?.text.trim() ?? '',
      records: childrenOf(list, 'record').map(recordOf),
      resumptionToken: token === '' ? null : token,
      error: error ? { code: error.attributes['code'] ?? '', says: error.text.trim() } : null,
    }
  }

  /** Whether it knows times or days only. */
  async function granularity(): Promise<'time' | 'day'> {
    const said = childOf(childOf(await ask({ verb: 'Identify' }), 'Identify'), 'granularity')?.text.trim()
    return said === 'YYYY-MM-DDThh:mm:ssZ' ? 'time' : 'day'
  }

  return { listRecords, granularity }
}

type Answer =
  { readonly text: string } | { readonly says: string; readonly isTemporary: boolean; readonly waitMs: number | null }

async function fetchOnce(address: URL): Promise<Answer> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(patienceMs), headers: { accept: 'text/xml' } })
    const text = await response.text()
    if (response.ok) return { text }
    const isTemporary = response.status === 429 || response.status >= 500
    return { says: `answers ${String(response.status)}`, isTemporary, waitMs: retryAfter(response.headers) }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    return { says: `cannot be reached (${cause})`, isTemporary: true, waitMs: null }
  }
}

/** Seconds, or a date, which is held against the date of the answer. */
function retryAfter(headers: Headers): number | null {
  const said = headers.get('retry-after')
  if (said === null) return null
  if (/^\d+$/.test(said)) return Number(said) * 1000
  const waitMs = Date.parse(said) - Date.parse(headers.get('date') ?? '')
  return Number.isNaN(waitMs) ? null : Math.max(0, waitMs)
}

function rootOf(text: string): XmlElement {
  // control characters slip into many repositories, and XML has no way to write them
  const root = parseXml(text.replace(/[^\P{Cc}\t\n\r]/gu, '').replace(/^\uFEFF/, ''))
  if (isProblem(root)) throw new Error(`What it answers is not well-formed: ${String(root.details['says'])}`)
  if (root.name !== 'OAI-PMH') throw new Error(`What it answers is no OAI-PMH but <${root.name}>.`)
  return root
}

function recordOf(record: XmlElement): OaiRecord {
  const header = childOf(record, 'header')
  return {
    identifier: childOf(header, 'identifier')?.text.trim() ?? '',
    isDeleted: header?.attributes['status'] === 'deleted',
    metadata: childOf(record, 'metadata')?.children[0] ?? null,
  }
}
