import type { Refusal } from '../../contract/common'
import type { Principal } from '../../domain/principal'
import type { BookingRecord } from '../bookings/bookings.model'
import type { LoansService } from '../loans/loans.service'
import type { Places, PlacesService } from '../places/places.service'
import type { ReaderRecord } from '../readers/readers.model'
import type { ReadersService } from '../readers/readers.service'
import { limitsFor } from '../rules/rules.rules'
import type { RulesService } from '../rules/rules.service'

interface Deps {
  readonly readers: ReadersService
  readonly loans: LoansService
  readonly places: PlacesService
  readonly rules: RulesService
  readonly listOpenBookings: (readerId: string) => Promise<readonly BookingRecord[]>
}

export interface Profile {
  readonly principal: Principal
  /** Only for readers. */
  readonly standing: {
    readonly reader: ReaderRecord
    readonly blocks: readonly Refusal[]
    readonly bookings: { readonly limit: number; readonly open: number }
    readonly loans: { readonly limit: number; readonly open: number }
  } | null
  readonly places: Places
}

export type ProfileService = ReturnType<typeof createProfileService>

/** Who somebody is for the library now: limits, what is taken of them, what stands in the way. */
export function createProfileService(deps: Deps) {
  async function of(principal: Principal): Promise<Profile> {
    const places = await deps.places.read()
    if (principal.kind !== 'reader') return { principal, standing: null, places }
    const [reader, bookings, loans, rules] = await Promise.all([
      deps.readers.get(principal.readerId),
      deps.listOpenBookings(principal.readerId),
      deps.loans.listOpenOfReader(principal.readerId),
      deps.rules.read(),
    ])
    const limits = limitsFor(rules, reader.category)
    return {
      principal,
      places,
      standing: {
        reader,
        blocks: await deps.loans.readerBlocks(reader, loans),
        bookings: { limit: limits.openBookings, open: bookings.length },
        loans: { limit: limits.openLoans, open: loans.length },
      },
    }
  }

  return { of }
}
