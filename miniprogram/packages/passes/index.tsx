import { useRouter } from '@tarojs/taro'
import { DelegateScreen } from '../../features/pickup-pass/delegate-screen'
import { decodeParam } from '../../lib/navigation'

export default function DelegatePage() {
  const { params } = useRouter()
  return <DelegateScreen bookingId={params['bookingId'] === undefined ? undefined : decodeParam(params['bookingId'])} />
}
