import { SelfCheckoutScreen } from '../../features/self-checkout/self-checkout-screen'

export default function SelfCheckoutPage() {
  return <SelfCheckoutScreen />
}
