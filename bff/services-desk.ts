import type { BookingSteps } from './features/bookings/booking-steps.service'
import { createPromiseFigures } from './features/bookings/promise-figures.service'
import { createQueueOrder } from './features/bookings/queue-order.service'
import type { PlacesService } from './features/places/places.service'
import type { Clock } from './infra/clock'

interface Parts {
  readonly clock: Clock
  readonly places: PlacesService
  readonly steps: BookingSteps
}

/** What the desk sees of queues and promises, and how it orders them. */
export function createDeskViews({ clock, places, steps }: Parts) {
  return {
    queueOrder: createQueueOrder({ steps }),
    promiseFigures: createPromiseFigures({ clock, places }),
  }
}
