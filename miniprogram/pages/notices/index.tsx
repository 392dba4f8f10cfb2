import { NoticesScreen } from '../../features/notices/notices-screen'

export default function NoticesPage() {
  return <NoticesScreen />
}
