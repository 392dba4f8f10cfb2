import type { CopyRecord } from '../copies/copies.model'
import { withoutShelf } from '../copies/copies.rules'

type Standing = Pick<CopyRecord, 'titleId' | 'callNumber'>

export interface Neighbour extends Standing {
  readonly isThis: boolean
}

/**
 * The titles beside one on its shelf, in the order of the shelf with itself among them: many copies of one are one
 * neighbour, the nearest.
 * @param before the nearest first
 */
export function neighboursOf(
  own: Standing,
  sides: { readonly before: readonly Standing[]; readonly behind: readonly Standing[] },
  span: number,
): Neighbour[] {
  const seen = new Set([own.titleId])
  const nearest = (copies: readonly Standing[]) => {
    const found: Neighbour[] = []
    for (const { titleId, callNumber } of copies) {
      if (found.length === span) break
      if (seen.has(titleId)) continue
      seen.add(titleId)
      found.push({ titleId, callNumber, isThis: false })
    }
    return found
  }
  const { titleId, callNumber } = own
  return [...nearest(sides.before).reverse(), { titleId, callNumber, isThis: true }, ...nearest(sides.behind)]
}

/** Where one looks for a title in a branch: among what is lent, rather than in a room of reference books. */
export function shelvedCopyOf(copies: readonly CopyRecord[], branchId: string): CopyRecord | undefined {
  const gone: readonly string[] = withoutShelf
  const own = copies.filter((copy) => copy.branchId === branchId && !gone.includes(copy.status))
  return own.find(({ loanType }) => loanType !== 'reference_only') ?? own[0]
}
