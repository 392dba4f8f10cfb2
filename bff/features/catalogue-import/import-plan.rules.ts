import type { CopyStatus } from '../../contract/copies'
import { problem, type Problem } from '../../domain/import-problem'
import type { CopyRecord } from '../copies/copies.model'
import { shelfOrderOf } from '../copies/copies.rules'
import type { ImportMark } from '../titles/titles.model'
import type { ImportedCopy } from './imported-record.rules'

/**
 * What becomes of a title. A second record with the same control number in one file is refused: whichever came last
 * would win each time, and importing the file again would change the catalogue again.
 */
export function planTitle(
  known: ImportMark | undefined,
  read: Pick<ImportMark, 'hash' | 'file' | 'record'>,
): 'created' | 'updated' | 'unchanged' | 'duplicate' {
  if (!known) return 'created'
  if (known.hash === read.hash) return 'unchanged'
  const isOfSameFile = read.file !== null && known.file === read.file
  return isOfSameFile && known.record !== read.record ? 'duplicate' : 'updated'
}

/** How the catalogue may change the status of a copy that nobody is using; all other changes are made at a desk. */
const importable: Partial<Record<CopyStatus, readonly CopyStatus[]>> = {
  on_order: ['in_process', 'available', 'withdrawn'],
  in_process: ['available', 'withdrawn'],
  available: ['withdrawn'],
  missing: ['lost', 'withdrawn'],
  lost: ['withdrawn'],
}

/** In nobody's hands and on nobody's way: where it belongs may be changed. */
const settled = new Set<CopyStatus>(['available', 'on_order', 'in_process', 'missing', 'lost', 'withdrawn'])

export interface CopyChange {
  readonly copy: CopyRecord
  readonly set: Partial<Pick<CopyRecord, Described | 'status'>>
}

export interface CopyPlan {
  readonly added: readonly ImportedCopy[]
  readonly changes: readonly CopyChange[]
  readonly problems: readonly Problem[]
}

/**
 * What becomes of the copies that a record names.
 * @param known copies with these barcodes, by barcode
 * @param isRestored the title comes back after a deletion, and its withdrawn copies with it
 */
export function planCopies(
  wishes: readonly ImportedCopy[],
  { titleId, known, isRestored }: { titleId: string; known: ReadonlyMap<string, CopyRecord>; isRestored: boolean },
): CopyPlan {
  const added: ImportedCopy[] = []
  const changes: CopyChange[] = []
  const problems: Problem[] = []
  for (const wish of wishes) {
    const copy = known.get(wish.barcode)
    if (!copy) added.push(wish)
    else if (copy.titleId !== titleId) problems.push(problem('copy.barcode_of_other_title', { barcode: wish.barcode }))
    else {
      const { set, isKeptBack } = changeOf(copy, wish, isRestored)
      if (isKeptBack) problems.push(problem('copy.in_use', { barcode: wish.barcode, status: copy.status }))
      if (Object.keys(set).length > 0) changes.push({ copy, set })
    }
  }
  return { added, changes, problems }
}

const shelved = ['floor', 'area', 'callNumber'] as const
/** What decides who may have it and where it goes; bookings and loans have gone by it. */
const belonging = ['branchId', 'part', 'loanType'] as const
type Described = (typeof shelved)[number] | (typeof belonging)[number] | 'shelfOrder'

function changeOf(copy: CopyRecord, wish: ImportedCopy, isRestored: boolean) {
  const isSettled = settled.has(copy.status)
  const moved = belonging.filter((key) => copy[key] !== wish[key])
  const changed = [...shelved.filter((key) => copy[key] !== wish[key]), ...(isSettled ? moved : [])]
  const described: Partial<Pick<CopyRecord, Described>> = Object.fromEntries(changed.map((key) => [key, wish[key]]))
  const order = shelfOrderOf(wish.floor, wish.callNumber)
  const mayBecome = importable[copy.status] ?? []
  const comesBack = isRestored && copy.status === 'withdrawn'
  const status = comesBack || mayBecome.includes(wish.status) ? wish.status : copy.status
  return {
    isKeptBack: !isSettled && moved.length > 0,
    set: {
      ...described,
      ...(copy.shelfOrder === order ? {} : { shelfOrder: order }),
      ...(status === copy.status ? {} : { status }),
    },
  }
}

/** Copies that keep a title from being deleted: a reader has them, waits for them, or they are on their way. */
export function copiesInUse(copies: readonly Pick<CopyRecord, 'status' | 'barcode'>[]): string[] {
  return copies.filter(({ status }) => !settled.has(status)).map(({ barcode }) => barcode)
}
