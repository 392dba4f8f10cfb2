import type { DelegatedPass as Answer } from '../../contract/passes'
import type { Language } from '../../domain/language'
import { presentBooking } from '../bookings/bookings.presenter'
import type { BookingView } from '../bookings/booking-views.service'
import type { DelegatedPass } from './passes.service'

interface View {
  readonly pass: DelegatedPass
  /** By booking. */
  readonly views: ReadonlyMap<string, BookingView>
}

export function presentDelegatedPass({ pass, views }: View, language: Language): Answer {
  return {
    id: pass.id,
    pass: pass.pass,
    digits: pass.digits,
    expiresAt: pass.expiresAt.toISOString(),
    bookings: pass.bookings.flatMap(({ _id }) => {
      const view = views.get(_id)
      return view ? [presentBooking(view, language)] : []
    }),
  }
}
