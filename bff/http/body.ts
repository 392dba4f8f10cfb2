import getRawBody from 'raw-body'
import type { EndpointSpec } from '../contract/endpoint'
import { AppError } from '../domain/app-error'
import type { AppContext } from './context'

const maxJsonBytes = 200_000
/** Another encoding is refused: what is read in its place would be another name or barcode. */
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The JSON body, or `{}` where none was sent. */
export async function readJsonBody(ctx: AppContext): Promise<unknown> {
  const bytes = await readBytes(ctx, maxJsonBytes)
  if (bytes.length === 0) return {}
  if (!ctx.request.is('json', '+json'))
    throw new AppError('request.unsupported_type', { accepted: ['application/json'] })
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    throw new AppError('request.invalid', { problems: [{ path: '', message: 'not JSON in UTF-8' }] })
  }
}

export interface Upload {
  readonly bytes: Buffer
  readonly contentType: string
}

export async function readUpload(ctx: AppContext, upload: NonNullable<EndpointSpec['upload']>): Promise<Upload> {
  const contentType = ctx.request.type
  if (!upload.types.includes(contentType)) throw new AppError('request.unsupported_type', { accepted: upload.types })
  return { bytes: await readBytes(ctx, upload.maxBytes), contentType }
}

async function readBytes(ctx: AppContext, limit: number): Promise<Buffer> {
  try {
    return await getRawBody(ctx.req, { length: ctx.request.length, limit })
  } catch (error) {
    if (isTooLarge(error)) throw new AppError('request.too_large', { maxBytes: limit })
    throw new AppError('request.invalid', { problems: [{ path: '', message: 'the body was cut short' }] })
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'type' in error && error.type === 'entity.too.large'
}
