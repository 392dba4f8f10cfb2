import { Client, errors } from '@opensearch-project/opensearch'
import { AppError } from '../../../domain/app-error'

export interface ClusterPlace {
  /** May carry user and password, as `https://user:password@search.example.edu:9200`. */
  readonly url: string
  readonly username?: string | undefined
  readonly password?: string | undefined
}

export interface ClusterRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'HEAD'
  readonly path: string
  readonly querystring?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, unknown>>
  /** One JSON object a line, as `_bulk` wants it. */
  readonly lines?: readonly Readonly<Record<string, unknown>>[]
  /** Work on many titles takes longer than a reader's question. */
  readonly timeoutMs?: number
}

/** An OpenSearch cluster, as far as the search engine needs one. */
export interface Cluster {
  /**
   * @returns the answer, not looked into
   * @throws AppError `service.search_away` when the cluster cannot be reached, is overloaded or does not answer in time
   */
  ask(request: ClusterRequest): Promise<unknown>
  /** True when the cluster answers now. */
  isUsable(): Promise<boolean>
  close(): Promise<void>
}

/** A reader who has waited that long has gone away. */
const QUESTION_MS = 5_000
const PING_MS = 1_500

export function connectCluster({ url, username, password }: ClusterPlace): Cluster {
  const client = new Client({
    node: url,
    requestTimeout: QUESTION_MS,
    maxRetries: 1,
    ...(username === undefined || password === undefined ? {} : { auth: { username, password } }),
  })

  return {
    async ask({ lines, body, timeoutMs, ...request }) {
      const content = lines === undefined ? (body === undefined ? {} : { body }) : { bulkBody: [...lines] }
      const options = timeoutMs === undefined ? {} : { requestTimeout: timeoutMs }
      try {
        const answer: { readonly body: unknown } = await client.transport.request({ ...request, ...content }, options)
        return answer.body
      } catch (error) {
        throw isAway(error) ? away(error) : error
      }
    },
    isUsable: () =>
      client.transport.request({ method: 'GET', path: '/' }, { requestTimeout: PING_MS, maxRetries: 0 }).then(
        () => true,
        () => false,
      ),
    close: () => client.close(),
  }
}

/** The index was never made, or somebody has removed it under us. */
export function isIndexMissing(error: unknown): boolean {
  return error instanceof errors.ResponseError && error.statusCode === 404
}

/** Another instance was quicker. */
export function isIndexThere(error: unknown): boolean {
  return error instanceof errors.ResponseError && error.message.includes('resource_already_exists_exception')
}

export function away(cause: unknown): AppError {
  const error = new AppError('service.search_away')
  // for the log: the reader is told no more than the code
  error.cause = cause
  return error
}

const BUSY = [429, 502, 503, 504]

function isAway(error: unknown): boolean {
  if (error instanceof errors.ResponseError) return BUSY.includes(error.statusCode)
  return (
    error instanceof errors.ConnectionError ||
    error instanceof errors.TimeoutError ||
    error instanceof errors.NoLivingConnectionsError
  )
}
