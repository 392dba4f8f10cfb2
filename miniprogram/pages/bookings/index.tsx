import { useRouter } from '@tarojs/taro'
import { BookingsScreen } from '../../features/bookings/bookings-screen'
import { LoanList } from '../../features/loans/loan-list'
import { VisitList } from '../../features/visits/visit-list'

export default function BookingsPage() {
  const { params } = useRouter()
  return (
    <BookingsScreen
      firstView={params['view'] === 'loans' ? 'loans' : 'bookings'}
      loans={<LoanList />}
      visits={<VisitList />}
    />
  )
}
