import { useOpenBookings } from '../../features/bookings/bookings.hooks'
import { HomeScreen } from '../../features/home/home-screen'
import { usePickupPass } from '../../features/pickup-pass/pickup-pass.hooks'

export default function HomePage() {
  // whoever opens the app with a network carries a fresh pass, and what it is for, to where there is none
  usePickupPass()
  useOpenBookings()
  return <HomeScreen />
}
