import { useRouter } from '@tarojs/taro'
import { PlanScreen } from '../../features/visits/plan-screen'
import { decodeParam } from '../../lib/navigation'

export default function PlanVisitPage() {
  const { params } = useRouter()
  return <PlanScreen pickupPointId={decodeParam(params['pickupPointId'])} />
}
