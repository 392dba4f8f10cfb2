import { DeskScreen } from '../../features/desk/desk-screen'

export default function DeskPage() {
  return <DeskScreen />
}
