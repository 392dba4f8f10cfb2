import { useRouter } from '@tarojs/taro'
import { DelegatedPassScreen } from '../../features/pickup-pass/delegated-pass-screen'
import { decodeParam } from '../../lib/navigation'

export default function DelegatedPassPage() {
  const { params } = useRouter()
  return <DelegatedPassScreen id={decodeParam(params['id'])} />
}
