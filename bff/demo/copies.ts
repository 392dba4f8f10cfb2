import type { CopyStatus, LoanType } from '../contract/copies'
import type { Bilingual } from '../domain/language'
import type { TitleFacts } from './facts'
import { areaOf, homeBranch } from './places'
import type { Branch, BranchId } from './places'
import type { Random } from './random'

/** One copy on its shelf. Its status is what the story makes of it. */
export interface PlannedCopy {
  readonly barcode: string
  /** Key of the title. */
  readonly title: string
  readonly part?: string
  readonly branchId: string
  readonly floor: string
  readonly area: Bilingual
  /** 中图法 class / author mark / year (or volume), e.g. `TP311.12/Y240/2007`. */
  readonly callNumber: string
  readonly loanType: LoanType
  readonly status: CopyStatus
  /** Where it lies ready or to be cleared, or where it travels to. */
  readonly pickupPointId?: string
}

const copiesByPopularity: readonly (readonly [minimum: number, min: number, max: number])[] = [
  [90, 8, 10],
  [78, 6, 8],
  [64, 5, 6],
  [50, 4, 5],
  [36, 2, 4],
  [22, 2, 2],
  [0, 1, 2],
]

const firstBarcode = 10_200_001

/** The copies of every title: popular textbooks five to ten, the rest one to four, all on their shelves. */
export function planCopies(about: {
  readonly titles: readonly TitleFacts[]
  readonly branches: readonly Branch[]
  /** Titles that courses keep on short loan. */
  readonly shortLoanTitles: ReadonlySet<string>
  readonly random: Random
}): readonly PlannedCopy[] {
  const branches = new Map(about.branches.map((branch) => [branch.id, branch]))
  let next = firstBarcode
  return about.titles.flatMap((title) =>
    partsOf(title).flatMap((part) =>
      Array.from({ length: copyCount(title, about.random) }, (_, index) => {
        const branch = branches.get(branchOf(title, index))
        if (!branch) throw new Error(`no branch for ${title.key}`)
        const loanType = loanTypeOf(title, index, about.shortLoanTitles.has(title.key))
        return planCopy({ title, part, branch, loanType, barcode: String(next++) })
      }),
    ),
  )
}

/** The units that are lent and waited for: the parts, or the title as a whole (B1). */
export function partsOf(title: TitleFacts): readonly (string | undefined)[] {
  return title.parts ?? [undefined]
}

function planCopy(about: {
  readonly title: TitleFacts
  readonly part: string | undefined
  readonly branch: Branch
  readonly loanType: LoanType
  readonly barcode: string
}): PlannedCopy {
  const { title, part, branch, loanType } = about
  const room = areaOf(branch, loanType === 'reference_only' && branch.id === 'main' ? 'Z' : title.class)
  return {
    barcode: about.barcode,
    title: title.key,
    ...(part === undefined ? {} : { part }),
    branchId: branch.id,
    floor: room.floor,
    area: room.name,
    callNumber: callNumberOf(title, part),
    loanType,
    status: 'available',
  }
}

function callNumberOf(title: TitleFacts, part: string | undefined): string {
  const volume = part === undefined || title.parts === undefined ? undefined : title.parts.indexOf(part) + 1
  return [title.class, title.authorMark, title.year, volume === undefined ? undefined : `v.${volume}`]
    .filter((piece) => piece !== undefined)
    .join('/')
}

function copyCount(title: TitleFacts, random: Random): number {
  const range = copiesByPopularity.find(([minimum]) => title.popularity >= minimum)
  if (!range) throw new Error(`popularity of ${title.key}: ${title.popularity}`)
  return random.between(range[1], range[2])
}

/** Copies stand in turn where the subject is collected and in the other large house. */
function branchOf(title: TitleFacts, index: number): BranchId {
  const home = homeBranch(title.class)
  if (index % 2 === 0) return home
  return home === 'main' ? 'humanities' : 'main'
}

/** Dictionaries and reference works stay in the house; of a textbook in demand one copy stays and two go out short. */
function loanTypeOf(title: TitleFacts, index: number, isOnShortLoan: boolean): LoanType {
  if (title.class.startsWith('Z2') || title.class.startsWith('H16')) return 'reference_only'
  if (title.popularity < 64) return 'normal'
  if (index === 4) return 'reference_only'
  return isOnShortLoan && (index === 2 || index === 5) ? 'short' : 'normal'
}
