import { PrivacyScreen } from '../../features/privacy/privacy-screen'

export default function PrivacyPage() {
  return <PrivacyScreen />
}
