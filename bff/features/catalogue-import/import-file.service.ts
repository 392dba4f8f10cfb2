import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { ImportOrder } from './catalogue-import.service'
import type { Item, Place, RecordReader } from './record-readers.service'

/** Small enough for one go of the database, large enough that going there costs little. */
const batchSize = 1000
const chunkBytes = 1 << 20
const headBytes = 65_536

export interface ImportFile {
  /** The beginning of what is in it. */
  readonly head: Buffer
  /** Of the file itself and of how it is to be read. */
  readonly fingerprint: string
  /** In bytes; null where nobody knows before the end. */
  readonly size: number | null
  batches(reader: RecordReader): AsyncGenerator<readonly Item[]>
  /** Bytes as they stand there, in pieces; null for a compressed file, in which no place can be gone to. */
  readonly part: ((place: Place) => AsyncGenerator<Buffer>) | null
  close(): Promise<void>
}

type Told = Pick<ImportOrder, 'path' | 'source' | 'format' | 'encoding' | 'mapping'>

/** @throws Error that says why it cannot be read */
export async function openImportFile({ path: file, ...told }: Told): Promise<ImportFile> {
  const handle = await openPlain(file)
  try {
    const { size } = await handle.stat()
    const head = await readAt(handle, 0)
    const tail = await readAt(handle, Math.max(0, size - headBytes))
    const { source, format, encoding, mapping } = told
    const order = JSON.stringify([path.resolve(file), size, source, format, encoding, mapping])
    const fingerprint = createHash('sha256').update(order).update(head).update(tail).digest('hex').slice(0, 32)
    const isCompressed = head[0] === 0x1f && head[1] === 0x8b
    const content = () => contentOf(file, isCompressed)
    return {
      head: isCompressed ? await firstBytes(content()) : head,
      fingerprint,
      size: isCompressed ? null : size,
      batches: (reader) => batches(content(), reader),
      part: isCompressed ? null : (place) => partOf(handle, place),
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

async function openPlain(file: string): Promise<FileHandle> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw isMissing ? new Error(`${file}: there is no such file.`) : error
  })
  if ((await handle.stat()).isFile()) return handle
  await handle.close()
  throw new Error(`${file}: it is no file.`)
}

async function readAt(handle: FileHandle, position: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, position)
  return buffer.subarray(0, bytesRead)
}

/** A stream without an encoding gives buffers. */
function contentOf(file: string, isCompressed: boolean): AsyncIterable<Buffer> {
  const stored = createReadStream(file, { highWaterMark: chunkBytes })
  // where it breaks off, whoever reads it is told
  return isCompressed ? pipeline(stored, createGunzip({ chunkSize: chunkBytes }), () => undefined) : stored
}

async function firstBytes(content: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of content) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= headBytes) break
  }
  return Buffer.concat(chunks).subarray(0, headBytes)
}

/** @throws Error where the file breaks off, once all that stands before is out */
async function* batches(content: AsyncIterable<Buffer>, reader: RecordReader): AsyncGenerator<Item[]> {
  let waiting: Item[] = []
  let failure: Error | null = null
  try {
    for await (const chunk of content) {
      waiting.push(...reader.push(chunk))
      let from = 0
      for (; waiting.length - from >= batchSize; from += batchSize) yield waiting.slice(from, from + batchSize)
      waiting = waiting.slice(from)
    }
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error))
  }
  waiting.push(...reader.end())
  for (let from = 0; from < waiting.length; from += batchSize) yield waiting.slice(from, from + batchSize)
  if (failure) throw new Error(`The file cannot be read to its end: ${failure.message}. What stands before that is in.`)
}

/** Piece by piece, since damage may be longer than what memory should hold. */
async function* partOf(handle: FileHandle, { offset, length }: Place): AsyncGenerator<Buffer> {
  for (let at = 0; at < length;) {
    const bytes = (await readAt(handle, offset + at)).subarray(0, length - at)
    if (bytes.length === 0) return
    yield bytes
    at += bytes.length
  }
}
