import type { BookingSteps } from './features/bookings/booking-steps.service'
import { createPromiseFigures } from './features/bookings/promise-figures.service'
import { createQueueOrder } from './features/bookings/queue-order.service'
import type { MessagesService } from './features/messages/messages.service'
import type { PlacesService } from './features/places/places.service'
import { createPurchaseSuggestions } from './features/purchase-suggestions/purchase-suggestions.service'
import type { TitleReferences } from './features/titles/titles.service'
import type { Clock } from './infra/clock'

interface Parts {
  readonly clock: Clock
  readonly zone: string
  readonly places: PlacesService
  readonly steps: BookingSteps
  readonly titles: TitleReferences
  readonly messages: MessagesService
}

/** What the desk sees of queues and promises, how it orders them, and what readers want to be bought. */
export function createDeskViews({ clock, zone, places, steps, titles, messages }: Parts) {
  return {
    queueOrder: createQueueOrder({ steps }),
    purchaseSuggestions: createPurchaseSuggestions({ clock, titles, messages }),
    promiseFigures: createPromiseFigures({ clock, zone, places }),
  }
}
