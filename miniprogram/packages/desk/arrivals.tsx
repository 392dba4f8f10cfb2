import { ArrivalsScreen } from '../../features/desk/arrivals-screen'

export default function ArrivalsPage() {
  return <ArrivalsScreen />
}
