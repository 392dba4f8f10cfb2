import type { ImportOutputs } from './catalogue-import.service'
import type { ImportFile } from './import-file.service'
import type { Place, RecordReader } from './record-readers.service'

interface Deps {
  readonly file: ImportFile
  readonly reader: RecordReader
  readonly outputs: ImportOutputs
}

const lineEnd = Buffer.from('\n')

/**
 * Copies records that were not taken, byte for byte, so that they can be mended and imported by themselves. Each ends with
 * a line end, which means nothing in any format, and a table has its header.
 * @throws Error where a place in the file cannot be gone to again
 */
export function createRejects({ file: { part }, reader, outputs: { reject, lengths } }: Deps) {
  if (reject && !part) throw new Error('--rejects: of a compressed file nothing can be copied; unpack it first.')

  async function copy(place: Place): Promise<void> {
    if (!reject || !part) return
    for await (const bytes of part(place)) reject(bytes)
    reject(lineEnd)
  }

  async function keep(places: readonly Place[]): Promise<void> {
    if (!reject) return
    const preamble = places.length > 0 && lengths().rejects === 0 ? reader.preamble() : null
    for (const place of preamble ? [preamble, ...places] : places) await copy(place)
  }

  return { keep }
}
