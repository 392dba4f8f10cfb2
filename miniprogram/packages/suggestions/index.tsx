import { useRouter } from '@tarojs/taro'
import { SuggestionsScreen } from '../../features/purchase-suggestions/suggestions-screen'
import { decodeParam } from '../../lib/navigation'

export default function SuggestionsPage() {
  const { params } = useRouter()
  const titleId = decodeParam(params['titleId'])
  const title = decodeParam(params['title'])
  return titleId === '' ? (
    <SuggestionsScreen wanted={undefined} typed={{ title, isbn: decodeParam(params['isbn']) }} />
  ) : (
    <SuggestionsScreen wanted={{ titleId, title }} />
  )
}
