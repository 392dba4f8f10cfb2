import type { createBookingReads } from './features/bookings/booking-reads.service'
import type { createLoansService } from './features/loans/loans.service'
import type { createPlacesService } from './features/places/places.service'
import type { createReadersService } from './features/readers/readers.service'
import type { createLibraryService } from './features/rules/library.service'
import type { createRulesService } from './features/rules/rules.service'
import { createDemoAccountsService } from './features/session/demo-accounts.service'
import { createProfileService } from './features/session/profile.service'
import { createSessionService } from './features/session/session.service'
import type { AppDeps } from './services'

interface SessionParts {
  readonly library: ReturnType<typeof createLibraryService>
  readonly readers: ReturnType<typeof createReadersService>
  readonly loans: ReturnType<typeof createLoansService>
  readonly places: ReturnType<typeof createPlacesService>
  readonly rules: ReturnType<typeof createRulesService>
  readonly bookingReads: ReturnType<typeof createBookingReads>
}

/** Who may come in, and what they see of themselves. */
export function createSessions({ env, clock, secret, wechat, campus }: AppDeps, parts: SessionParts) {
  const isLoopback = ['127.0.0.1', '::1', 'localhost'].includes(env.HOST)
  const demo = createDemoAccountsService({
    clock,
    library: parts.library,
    readers: parts.readers,
    isAllowed: env.NODE_ENV !== 'production' && (isLoopback || env.DEMO_OPEN),
  })
  const { readers, loans, places, rules } = parts
  return {
    demo,
    sessions: createSessionService({ clock, secret, readers, demo, wechat, campus }),
    profiles: createProfileService({
      readers,
      loans,
      places,
      rules,
      listOpenBookings: parts.bookingReads.listOpenOfReader,
    }),
  }
}
