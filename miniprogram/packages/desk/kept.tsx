import { KeptActsScreen } from '../../features/desk/kept-acts-screen'

export default function KeptActsPage() {
  return <KeptActsScreen />
}
