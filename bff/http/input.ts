import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { EndpointSpec } from '../contract/endpoint'
import { AppError } from '../domain/app-error'
import { readJsonBody, readUpload, type Upload } from './body'
import type { AppContext } from './context'

/** What a call was given, parsed; an upload as its bytes. */
export interface ParsedInput {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}

/** Every problem is told at once, each with its path. */
interface Problem {
  readonly path: string
  readonly message: string
}

type Parsed = { readonly value: unknown } | { readonly problems: readonly Problem[] }

/** For a call that declares no query or no body: unknown fields are refused there too. */
const nothing = z.strictObject({})

/** @throws `request.invalid` with every problem of query and body */
export function readInput(spec: EndpointSpec, ctx: AppContext): ParsedInput | Promise<ParsedInput> {
  const query = parse(spec.query ?? nothing, { ...ctx.query }, 'query')
  const join = (body: Parsed) => joined(spec, ctx, { query, body })
  return spec.method === 'GET' ? join({ value: undefined }) : readBody(spec, ctx).then(join)
}

function joined(spec: EndpointSpec, ctx: AppContext, { query, body }: Record<'query' | 'body', Parsed>): ParsedInput {
  if ('problems' in query || 'problems' in body) {
    const problems = [query, body].flatMap((part) => ('problems' in part ? part.problems : []))
    throw new AppError('request.invalid', { problems })
  }
  const params: unknown = ctx['params']
  return { params, query: spec.query ? query.value : undefined, body: body.value }
}

async function readBody(spec: EndpointSpec, ctx: AppContext): Promise<Parsed> {
  if (spec.upload) return { value: await readUpload(ctx, spec.upload) }
  const parsed = parse(spec.body ?? nothing, await readJsonBody(ctx), 'body')
  return spec.body || 'problems' in parsed ? parsed : { value: undefined }
}

function parse(schema: z.ZodType, value: unknown, where: string): Parsed {
  const result = schema.safeParse(value)
  if (result.success) return { value: result.data }
  const problems = result.error.issues.flatMap((issue) => {
    const names = issue.code === 'unrecognized_keys' ? issue.keys : ['']
    const message = issue.code === 'unrecognized_keys' ? 'unknown field' : issue.message
    return names.map((name) => ({ path: pathOf([where, ...issue.path.map(String), name]), message }))
  })
  return { problems }
}

function pathOf(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('.')
}

/** What "the same request" means for an idempotency key; an upload counts by its bytes. */
export function fingerprintOf({ params, query, body }: ParsedInput): string {
  const hash = createHash('sha256')
  if (isUpload(body)) hash.update(JSON.stringify([params, query, body.contentType])).update(body.bytes)
  else hash.update(JSON.stringify([params, query, body]))
  return hash.digest('base64url')
}

function isUpload(body: unknown): body is Upload {
  return typeof body === 'object' && body !== null && 'bytes' in body && Buffer.isBuffer(body.bytes)
}
