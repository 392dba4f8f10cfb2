import { createRandom } from '../bench/random'
import { iso2709, marc21Book, type FieldWish } from '../support/marc'

/** A title of the file that has to be in afterwards. */
export interface GoodRecord {
  readonly id: string
  readonly title: string
  readonly copies: number
}

export interface ImportFile {
  readonly bytes: Buffer
  readonly good: readonly GoodRecord[]
  /** Where the records begin that nobody could take. */
  readonly badOffsets: readonly number[]
  /** They themselves, each with a line end. */
  readonly rejects: Buffer
  readonly deletions: number
}

/** In every title: what a search for it must count. */
export const commonWord = '断电实录'

/** An earlier delivery: titles that the next file deletes (`d…`) or changes (`u…`). */
export function firstFile(branchId: string): Buffer {
  const records = Array.from({ length: 300 }, (_, n) => [good('d', n, branchId), good('u', n, branchId)]).flat()
  return Buffer.concat(records.map(({ bytes }) => bytes))
}

/** New titles with two copies each, changed ones with one copy more, deletions, and damage of each kind in between. */
export function secondFile(
  branchId: string,
  { count, seed }: { readonly count: number; readonly seed: number },
): ImportFile {
  const random = createRandom(seed)
  const parts: Buffer[] = []
  const goods: GoodRecord[] = []
  const badOffsets: number[] = []
  const rejects: Buffer[] = []
  let offset = 0
  let deletions = 0
  const add = (bytes: Buffer) => {
    parts.push(bytes)
    offset += bytes.length
  }
  for (let n = 0; n < count; n++) {
    const lot = random.below(20)
    if (lot === 0) {
      badOffsets.push(offset)
      const bad = random.pick(damages)(n, branchId)
      rejects.push(bad, Buffer.from('\n'))
      add(bad)
    } else if (lot === 1 && deletions < 300) {
      add(iso2709({ status: 'd', fields: [['001', `d${deletions}`]] }))
      deletions += 1
    } else {
      const { bytes, record } = n < 300 ? good('u', n, branchId, 2) : good('n', n, branchId, 2)
      goods.push(record)
      add(bytes)
    }
  }
  return { bytes: Buffer.concat(parts), good: goods, badOffsets, rejects: Buffer.concat(rejects), deletions }
}

function good(kind: string, n: number, branchId: string, copies = 1) {
  const id = `${kind}${n}`
  const title = `${commonWord}${id}`
  const holdings = Array.from({ length: copies }, (_, k): FieldWish => [
    ...(['952', '  ', 'p', `CRASH-${id}-${k}`, 'a', branchId, 'o', `TP311/${id}`] as const),
  ])
  return { bytes: iso2709(marc21Book(id, title, holdings)), record: { id, title, copies } }
}

const damages: readonly ((n: number, branchId: string) => Buffer)[] = [
  (n, branchId) => overwrite(good('x', n, branchId).bytes, 0, '09999'),
  (n, branchId) => overwrite(good('x', n, branchId).bytes, 12, '99998'),
  (n, branchId) => overwrite(good('x', n, branchId).bytes, 31, '00009'),
  (n, branchId) => good('x', n, branchId).bytes.subarray(0, -30),
  (n) => iso2709({ fields: [['001', `x${n}`]] }),
  () => iso2709({ fields: [['245', '10', 'a', commonWord]] }),
]

function overwrite(bytes: Buffer, at: number, text: string): Buffer {
  bytes.write(text, at, 'latin1')
  return bytes
}
