import { PromisesScreen } from '../../features/desk/promises-screen'

export default function PromisesPage() {
  return <PromisesScreen />
}
