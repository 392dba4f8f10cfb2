import { useRouter } from '@tarojs/taro'
import { ShownPassScreen } from '../../features/pickup-pass/shown-pass-screen'
import { decodeParam } from '../../lib/navigation'

/** Where the card leads that a reader has sent to a friend. */
export default function ShownPassPage() {
  const { params } = useRouter()
  return (
    <ShownPassScreen
      pass={decodeParam(params['pass'])}
      digits={decodeParam(params['digits'])}
      expiresAt={decodeParam(params['expiresAt'])}
      books={decodeParam(params['books'])}
    />
  )
}
