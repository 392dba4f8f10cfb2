import { Button } from '../../components/button/button'
import { Sheet } from '../../components/sheet/sheet'
import { Empty } from '../../components/state/state'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { useNow } from '../../lib/use-now'
import type { Booking } from './bookings.hooks'
import { bookingSays } from './says'

/** The library has it now: what happens next. */
export function BookingPlaced({ booking, onClose }: { readonly booking: Booking; readonly onClose: () => void }) {
  const t = useText()
  const now = useNow()
  const title = booking.status === 'queued' ? t.bookings.placed.queued : t.bookings.placed.paging
  return (
    <Sheet id="booking-placed" title={t.bookings.sheetTitle} onClose={onClose}>
      <Empty icon="done" title={title} text={`${bookingSays(booking, now, t).sentence} · ${booking.pickupPoint.name}`}>
        <Button
          id="see-booking"
          text={t.bookings.seeBooking}
          onClick={() => {
            onClose()
            navigate('booking', { id: booking.id })
          }}
        />
        <Button id="keep-browsing" kind="plain" text={t.bookings.keepBrowsing} onClick={onClose} />
      </Empty>
    </Sheet>
  )
}
