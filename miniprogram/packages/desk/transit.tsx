import { TransitScreen } from '../../features/desk/transit-screen'

export default function TransitPage() {
  return <TransitScreen />
}
