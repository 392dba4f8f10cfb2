import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Held {
  readonly identifier: string
  readonly datestamp: string
  /** Absent: deleted. */
  readonly metadata?: string
}

type Answer = { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }

/** A small OAI-PMH repository on loopback, which can be told to misbehave once. */
export async function startRepository(pageSize = 2) {
  let held: Held[] = []
  const misbehaviours: ((query: URLSearchParams) => Answer | null)[] = []
  const asked: Record<string, string>[] = []
  let answeredAt = '2026-03-01T00:00:00Z'

  const page = (body: string): Answer => ({
    status: 200,
    body: `<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>${answeredAt}</responseDate><request/>${body}</OAI-PMH>`,
  })

  function answer(query: URLSearchParams): Answer {
    asked.push(Object.fromEntries(query))
    const misbehaviour = misbehaviours.shift()?.(query)
    if (misbehaviour) return misbehaviour
    if (query.get('verb') === 'Identify') {
      return page('<Identify><granularity>YYYY-MM-DDThh:mm:ssZ</granularity></Identify>')
    }
    const token = query.get('resumptionToken')
    if (token === null && query.get('metadataPrefix') === 'unknown') return page(error('cannotDisseminateFormat'))
    const [from = '', at = '0'] = token?.split('|') ?? [query.get('from') ?? '', '0']
    const matching = held.filter(({ datestamp }) => datestamp >= from)
    if (matching.length === 0) return page(error('noRecordsMatch'))
    const start = Number(at)
    const next = start + pageSize < matching.length ? `${from}|${String(start + pageSize)}` : ''
    const records = matching.slice(start, start + pageSize).map(recordOf)
    return page(`<ListRecords>${records.join('')}<resumptionToken>${next}</resumptionToken></ListRecords>`)
  }

  const server = http.createServer((request, response) => {
    const { status, headers, body } = answer(new URL(request.url ?? '', 'http://oai').searchParams)
    response.writeHead(status, { 'content-type': 'text/xml; charset=utf-8', ...headers }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/oai`,
    asked,
    hold: (records: Held[], now = answeredAt) => {
      held = records
      answeredAt = now
    },
    /** What it does with the next requests, one each; null: as it should. */
    misbehave: (...next: (Answer | null)[]) => misbehaviours.push(...next.map((each) => () => each)),
    error: (code: string) => page(error(code)),
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

const error = (code: string) => `<error code="${code}">${code}</error>`

const recordOf = ({ identifier, datestamp, metadata }: Held) =>
  metadata === undefined
    ? `<record><header status="deleted"><identifier>${identifier}</identifier><datestamp>${datestamp}</datestamp></header></record>`
    : `<record><header><identifier>${identifier}</identifier><datestamp>${datestamp}</datestamp></header><metadata>${metadata}</metadata></record>`
