import { useRouter } from '@tarojs/taro'
import { SuggestionsScreen } from '../../features/purchase-suggestions/suggestions-screen'
import { decodeParam } from '../../lib/navigation'

export default function SuggestionsPage() {
  const { params } = useRouter()
  const titleId = decodeParam(params['titleId'])
  return <SuggestionsScreen wanted={titleId === '' ? undefined : { titleId, title: decodeParam(params['title']) }} />
}
