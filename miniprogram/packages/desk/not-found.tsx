import { NotFoundScreen } from '../../features/demand/not-found-screen'
import { StaffOnly } from '../../features/desk/staff-only'
import { useText } from '../../i18n/text'

export default function NotFoundPage() {
  const t = useText()
  return (
    <StaffOnly title={t.demand.title} anyOf={['acquisitions']}>
      {() => <NotFoundScreen />}
    </StaffOnly>
  )
}
