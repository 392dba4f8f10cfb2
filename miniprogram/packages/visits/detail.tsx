import { useRouter } from '@tarojs/taro'
import { VisitScreen } from '../../features/visits/visit-screen'
import { decodeParam } from '../../lib/navigation'

export default function VisitPage() {
  const { params } = useRouter()
  return <VisitScreen id={decodeParam(params['id'])} />
}
