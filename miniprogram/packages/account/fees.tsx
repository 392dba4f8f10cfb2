import { FeesScreen } from '../../features/fees/fees-screen'

export default function FeesPage() {
  return <FeesScreen />
}
