import { useRouter } from '@tarojs/taro'
import { GateReceiptScreen } from '../../features/self-checkout/gate-receipt-screen'
import { decodeParam } from '../../lib/navigation'

export default function GateReceiptPage() {
  const { params } = useRouter()
  return <GateReceiptScreen loanId={decodeParam(params['loanId'])} />
}
