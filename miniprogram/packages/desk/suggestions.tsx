import { StaffOnly } from '../../features/desk/staff-only'
import { DecideScreen } from '../../features/purchase-suggestions/decide-screen'
import { useText } from '../../i18n/text'

export default function DecideSuggestionsPage() {
  const t = useText()
  return (
    <StaffOnly title={t.suggestions.deskTitle} anyOf={['acquisitions']}>
      {() => <DecideScreen />}
    </StaffOnly>
  )
}
