import { ReadyBooks } from '../../features/bookings/ready-books'
import { PassScreen } from '../../features/pickup-pass/pass-screen'

export default function PassPage() {
  return (
    <PassScreen>
      <ReadyBooks />
    </PassScreen>
  )
}
