import { StaffOnly } from '../../features/desk/staff-only'
import { DeskNoticesScreen } from '../../features/notices/desk-notices-screen'
import { useText } from '../../i18n/text'

export default function DeskNoticesPage() {
  const t = useText()
  return (
    <StaffOnly title={t.noticeEditor.listTitle} anyOf={['notices']}>
      {() => <DeskNoticesScreen />}
    </StaffOnly>
  )
}
