import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { EndpointSpec } from '../contract/endpoint'
import type { ParamsOf } from '../contract'
import type { Upload } from './body'
import type { AppContext, CallerOf } from './context'
import { insertAnswers, type StoredAnswer } from '../infra/stored-answers'
import { transaction } from '../infra/transaction'
import { runOnce, type Keep } from './idempotency'
import { fingerprintOf, readInput, type ParsedInput } from './input'
import type { Reuse } from './ready-answers'
import type { AudienceRouter } from './routers'

type OutputOf<T> = T extends z.ZodType ? z.output<T> : undefined

interface Input<E extends EndpointSpec> {
  readonly params: ParamsOf<E['path']>
  readonly query: E extends { query: infer Q } ? OutputOf<Q> : undefined
  readonly body: E extends { upload: object } ? Upload : E extends { body: infer B } ? OutputOf<B> : undefined
}

type Handler<E extends EndpointSpec> = (
  input: Input<E>,
  caller: CallerOf[E['audience']],
) => Promise<z.input<E['response']>>

/**
 * Puts one endpoint on the router of its audience. Parses what comes in and what goes out, so nothing undeclared is
 * believed or leaks; makes a state change one transaction with its idempotent answer.
 */
export function mount<E extends EndpointSpec>(
  target: AudienceRouter<E['audience']>,
  spec: E,
  handler: Handler<E>,
): void {
  const isTransaction = spec.method !== 'GET' && spec.transactional !== false
  register(target, spec, async (ctx, input, caller) => {
    const answer = async () => toJson(spec, await handler(input, caller))
    if (!isTransaction) return answer()
    const work = (keep: Keep) =>
      transaction(async () => {
        const body = await answer()
        await insertAnswers(keep(body))
        return body
      })
    return runOnce(ctx, { ...requestOf(spec, input), status: ctx.status, work })
  })
}

/** An answer and the record of it, to be stored with the effect that it tells of. */
export interface Sealed {
  readonly body: string
  readonly answers: readonly StoredAnswer[]
}

/**
 * Like `mount`, for a service that commits many requests in one transaction: it is given `seal`, which makes the answer
 * while the transaction is still open, and stores `answers` in it.
 */
export function mountGrouped<E extends EndpointSpec>(
  target: AudienceRouter<E['audience']>,
  spec: E,
  handler: (
    input: Input<E>,
    caller: CallerOf[E['audience']],
    seal: (response: z.input<E['response']>) => Sealed,
  ) => Promise<Sealed>,
): void {
  register(target, spec, (ctx, input, caller) => {
    const work = async (keep: Keep) => {
      const seal = (response: z.input<E['response']>): Sealed => {
        const body = toJson(spec, response)
        return { body, answers: keep(body) }
      }
      return (await handler(input, caller, seal)).body
    }
    return runOnce(ctx, { ...requestOf(spec, input), status: ctx.status, work })
  })
}

/** An answer joined from parts that the contract has parsed before; it needs no parsing on the way out. */
interface Composed {
  /** The beginning of the JSON: what decides the answer. Its ETag stays the same while this does. */
  readonly content: string
  /** The end of it: what may differ between two answers that are the same, such as the time they took. */
  readonly remark: string
  /** It is the same for everybody who asks the same. */
  readonly reuse: Reuse
}

/** Like `mount`, for reads of many a second whose parts are kept as JSON. A test parses what they answer. */
export function mountComposed<E extends EndpointSpec>(
  target: AudienceRouter<E['audience']>,
  spec: E,
  handler: (input: Input<E>, caller: CallerOf[E['audience']]) => Promise<Composed>,
): void {
  register(target, spec, async (ctx, input, caller) => {
    const { content, remark, reuse } = await handler(input, caller)
    ctx.state.reuse = reuse
    const bytes = Buffer.from(content)
    ctx.set('ETag', `W/"${createHash('sha1').update(bytes).digest('base64url')}"`)
    return Buffer.concat([bytes, Buffer.from(remark)])
  })
}

function register<E extends EndpointSpec>(
  target: AudienceRouter<E['audience']>,
  spec: E,
  answer: (ctx: AppContext, input: Input<E>, caller: CallerOf[E['audience']]) => Promise<string | Buffer>,
): void {
  target.router.register(spec.path, [spec.method], async (ctx: AppContext) => {
    ctx.state.operation = `${spec.method} ${spec.path}`
    const caller = target.callerOf(ctx)
    // the schemas of `spec` have produced the input, which is therefore what its type says
    const input = (await readInput(spec, ctx)) as unknown as Input<E>
    ctx.type = 'application/json'
    ctx.status = spec.status ?? 200
    ctx.body = await answer(ctx, input, caller)
  })
}

function toJson(spec: EndpointSpec, response: unknown): string {
  return JSON.stringify(spec.response.parse(response))
}

function requestOf(spec: EndpointSpec, input: ParsedInput) {
  return { operation: `${spec.method} ${spec.path}`, fingerprint: fingerprintOf(input) }
}
