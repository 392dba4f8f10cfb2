import { CheckInScreen } from '../../features/desk/check-in-screen'

export default function CheckInPage() {
  return <CheckInScreen />
}
