import { StaffOnly } from '../../features/desk/staff-only'
import { DeskGroupsScreen } from '../../features/consultation-groups/desk-groups-screen'
import { useText } from '../../i18n/text'

export default function DeskGroupsPage() {
  const t = useText()
  return (
    <StaffOnly title={t.deskGroups.title} anyOf={['groups']}>
      {() => <DeskGroupsScreen />}
    </StaffOnly>
  )
}
