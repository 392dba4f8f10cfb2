import { useRouter } from '@tarojs/taro'
import { BookingScreen } from '../../features/bookings/booking-screen'
import { decodeParam } from '../../lib/navigation'

export default function BookingPage() {
  const { params } = useRouter()
  return <BookingScreen id={decodeParam(params['id'])} />
}
