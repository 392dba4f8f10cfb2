import { ServicesScreen } from '../../features/home/services-screen'

export default function ServicesPage() {
  return <ServicesScreen />
}
