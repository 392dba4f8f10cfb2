import { QueueScreen } from '../../features/desk/queue-screen'

export default function QueuePage() {
  return <QueueScreen />
}
