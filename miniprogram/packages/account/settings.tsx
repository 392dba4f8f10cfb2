import { SettingsScreen } from '../../features/account/settings-screen'

export default function SettingsPage() {
  return <SettingsScreen />
}
