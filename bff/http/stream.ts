import { PassThrough } from 'node:stream'
import type { z } from 'zod'
import type { EndpointSpec } from '../contract/endpoint'
import { AppError } from '../domain/app-error'
import type { AppContext, CallerOf } from './context'
import { readInput } from './input'
import type { AudienceRouter } from './routers'

type OutputOf<T> = T extends z.ZodType ? z.output<T> : undefined

interface Input<E extends EndpointSpec> {
  readonly query: E extends { query: infer Q } ? OutputOf<Q> : undefined
}

/** Sends one event to the caller. */
type Send<E extends EndpointSpec> = (event: string, data: z.input<E['response']>) => void

/** So often something is sent, that neither a proxy nor a sleeping radio takes the connection for dead. */
const heartbeatMs = 15_000
/** No stream outlives a login by more than this: the caller comes back with the token of the day. */
const longestMs = 15 * 60_000
export type Streams = ReturnType<typeof createStreams>

/** The streams of server-sent events of one service, so that all of them can be ended when it stops. */
export function createStreams() {
  const open = new Set<PassThrough>()
  let isStopping = false

  /**
   * Puts a stream on the router of its audience. The caller reads it with `fetch`, so that the token stays in the header.
   * `handler` begins to listen before the first byte is sent: what happens from then on is not missed.
   * @param handler answers a function that ends the listening
   */
  function mountStream<E extends EndpointSpec>(
    target: AudienceRouter<E['audience']>,
    spec: E,
    handler: (input: Input<E>, caller: CallerOf[E['audience']], send: Send<E>) => Promise<() => void>,
  ): void {
    target.router.register(spec.path, [spec.method], async (ctx: AppContext) => {
      ctx.state.operation = `${spec.method} ${spec.path}`
      const caller = target.callerOf(ctx)
      // the schemas of `spec` have produced the input, which is therefore what its type says
      const input = (await readInput(spec, ctx)) as unknown as Input<E>
      if (isStopping) throw new AppError('service.starting')
      const stream = new PassThrough()
      const stopListening = await handler(input, caller, (event, data) => {
        stream.write(`event: ${event}\ndata: ${JSON.stringify(spec.response.parse(data))}\n\n`)
      })
      keepOpen(stream, stopListening)
      ctx.type = 'text/event-stream'
      ctx.set('X-Accel-Buffering', 'no')
      ctx.body = stream
    })
  }

  function keepOpen(stream: PassThrough, stopListening: () => void): void {
    open.add(stream)
    stream.write(': open\n\n')
    const heartbeat = setInterval(() => {
      stream.write(': still here\n\n')
    }, heartbeatMs)
    const ending = setTimeout(() => {
      stream.end()
    }, longestMs)
    stream.once('close', () => {
      clearInterval(heartbeat)
      clearTimeout(ending)
      open.delete(stream)
      stopListening()
    })
  }

  /** A service that drains must not wait for listeners; they come back to the next one. */
  function endAll(): void {
    isStopping = true
    for (const stream of open) stream.end()
  }

  return { mountStream, endAll }
}
