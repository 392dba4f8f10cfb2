import { DeskBookingScreen } from '../../features/desk/desk-booking-screen'

export default function DeskBookingPage() {
  return <DeskBookingScreen />
}
