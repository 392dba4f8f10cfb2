import { useRouter } from '@tarojs/taro'
import { NoticeScreen } from '../../features/notices/notice-screen'
import { decodeParam } from '../../lib/navigation'

export default function NoticePage() {
  const { params } = useRouter()
  return <NoticeScreen id={decodeParam(params['id'])} />
}
