import { useRouter } from '@tarojs/taro'
import { GroupScreen } from '../../../features/consultation-groups/group-screen'
import { decodeParam } from '../../../lib/navigation'

/** Where the stable code of a poster leads: `scene` from WeChat's mini-program code or from `/g/<scene>`. */
export default function GroupPage() {
  const { params } = useRouter()
  return <GroupScreen idOrScene={decodeParam(params['scene'] ?? params['id'])} />
}
