import { useRouter } from '@tarojs/taro'
import { ShelfScreen } from '../../features/desk/shelf-screen'

export default function ShelfPage() {
  const { params } = useRouter()
  return <ShelfScreen firstView={params['view'] === 'clear' ? 'clear' : 'ready'} />
}
