import { AppError } from '../domain/app-error'
import { errorStatus } from '../contract/errors'
import { isDuplicateKey } from '../infra/mongo'
import { findAnswer, insertAnswers, type StoredAnswer } from '../infra/stored-answers'
import type { AppContext } from './context'

/** The record of an answer; none for a request without a key. */
export type Keep = (body: string) => readonly StoredAnswer[]

const keepNothing: Keep = () => []

interface Once {
  readonly operation: string
  /** Of the request's input. */
  readonly fingerprint: string
  readonly status: number
  /** Brings about the effect and answers as JSON; `keep` gives the record to be stored in the same transaction. */
  readonly work: (keep: Keep) => Promise<string>
}

/** Keys that are being worked on in this process; a repeat waits for the first. */
const running = new Map<string, Promise<string>>()

/** With an `Idempotency-Key`: at most one effect, and always the first answer. */
export async function runOnce(ctx: AppContext, once: Once): Promise<string> {
  const key = keyOf(ctx, once.operation)
  if (!key) return once.work(keepNothing)

  for (;;) {
    const first = running.get(key)
    if (!first) break
    await first.catch(() => undefined)
  }
  const attempt = runWithKey(ctx, key, once)
  running.set(key, attempt)
  try {
    return await attempt
  } finally {
    running.delete(key)
  }
}

async function runWithKey(ctx: AppContext, key: string, once: Once): Promise<string> {
  const { fingerprint } = once
  const known = await replay(ctx, key, fingerprint)
  if (known !== null) return known
  try {
    return await once.work((body) => [
      { _id: key, fingerprint, status: once.status, body, createdAt: ctx.state.receivedAt },
    ])
  } catch (error) {
    if (!(error instanceof AppError) && !isDuplicateKey(error)) throw error
    // another instance was faster with the same key: its answer is the answer, not what its effect now forbids
    const faster = await replay(ctx, key, fingerprint)
    if (faster !== null) return faster
    if (error instanceof AppError) await storeRefusal(ctx, { key, fingerprint }, error)
    throw error
  }
}

async function replay(ctx: AppContext, key: string, fingerprint: string): Promise<string | null> {
  const stored = await findAnswer(key)
  if (!stored) return null
  if (stored.fingerprint !== fingerprint) throw new AppError('idempotency.mismatch')
  ctx.set('Idempotency-Replayed', 'true')
  ctx.status = stored.status
  if (stored.status < 400) return stored.body
  // written by storeRefusal below, nobody else writes here
  const { code, details } = JSON.parse(stored.body) as { code: AppError['code']; details: AppError['details'] }
  throw new AppError(code, details)
}

/** 4xx answers are stored too (they had no effect to share a transaction with); 5xx are not, so that a repeat may succeed. */
async function storeRefusal(
  ctx: AppContext,
  { key, fingerprint }: { readonly key: string; readonly fingerprint: string },
  error: AppError,
): Promise<void> {
  const status = errorStatus[error.code]
  if (status >= 500 || status === 429) return
  const body = JSON.stringify({ code: error.code, details: error.details })
  await insertAnswers([{ _id: key, fingerprint, status, body, createdAt: ctx.state.receivedAt }]).catch(
    (failure: unknown) => {
      if (!isDuplicateKey(failure)) throw failure
    },
  )
}

function keyOf(ctx: AppContext, operation: string): string | null {
  const key = ctx.get('Idempotency-Key')
  if (!key) return null
  if (!/^[\x21-\x7e]{1,128}$/.test(key)) {
    throw new AppError('request.invalid', {
      problems: [{ path: 'header.Idempotency-Key', message: '1 to 128 visible characters' }],
    })
  }
  const scope = ctx.state.principal?.account ?? ctx.state.visitorId
  return scope ? `${scope} ${operation} ${key}` : null
}
