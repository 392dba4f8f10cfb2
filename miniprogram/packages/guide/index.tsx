import { GuideScreen } from '../../features/guide/guide-screen'

export default function GuidePage() {
  return <GuideScreen />
}
