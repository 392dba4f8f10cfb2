import { HandOverScreen } from '../../features/desk/hand-over-screen'

export default function HandOverPage() {
  return <HandOverScreen />
}
