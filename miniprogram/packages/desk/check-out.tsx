import { CheckOutScreen } from '../../features/desk/check-out-screen'

export default function CheckOutPage() {
  return <CheckOutScreen />
}
