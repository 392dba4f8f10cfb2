import type { Clock } from '../../infra/clock'
import type { Places, PlacesService } from '../places/places.service'
import type { TitleRecord } from '../titles/titles.model'
import type { TitleReferences } from '../titles/titles.service'
import type { LoanRecord } from './loans.model'

interface Deps {
  readonly clock: Clock
  readonly titles: TitleReferences
  readonly places: PlacesService
}

/** A loan with what a screen shows beside it. */
export interface LoanView {
  readonly loan: LoanRecord
  readonly title: TitleRecord | undefined
  readonly places: Places
  readonly now: Date
}

export type ViewLoans = ReturnType<typeof createLoansView>

/** Loans with their titles, in one read however many they are. */
export function createLoansView(deps: Deps) {
  return async function view(loans: readonly LoanRecord[]): Promise<LoanView[]> {
    const places = await deps.places.read()
    const titles = await deps.titles.references(loans.map(({ titleId }) => titleId))
    const byId = new Map(titles.map((title) => [title._id, title]))
    const now = deps.clock.now()
    return loans.map((loan) => ({ loan, title: byId.get(loan.titleId), places, now }))
  }
}
