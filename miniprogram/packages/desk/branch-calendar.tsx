import { useRouter } from '@tarojs/taro'
import { StaffOnly } from '../../features/desk/staff-only'
import { CalendarScreen } from '../../features/rules/calendar-screen'
import { useText } from '../../i18n/text'
import { decodeParam } from '../../lib/navigation'

export default function BranchCalendarPage() {
  const t = useText()
  const { params } = useRouter()
  return (
    <StaffOnly title={t.rules.calendarTitle} anyOf={['rules']}>
      {() => <CalendarScreen branchId={decodeParam(params['id'])} />}
    </StaffOnly>
  )
}
