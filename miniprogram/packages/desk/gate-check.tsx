import { GateCheckScreen } from '../../features/desk/gate-check-screen'

export default function GateCheckPage() {
  return <GateCheckScreen />
}
