import { HomeScreen } from '../../features/home/home-screen'
import { usePickupPass } from '../../features/pickup-pass/pickup-pass.hooks'

export default function HomePage() {
  // whoever opens the app with a network carries a fresh pass to where there is none
  usePickupPass()
  return <HomeScreen />
}
