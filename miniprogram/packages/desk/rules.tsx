import { StaffOnly } from '../../features/desk/staff-only'
import { RulesScreen } from '../../features/rules/rules-screen'
import { useText } from '../../i18n/text'

export default function RulesPage() {
  const t = useText()
  return (
    <StaffOnly title={t.rules.title} anyOf={['rules']}>
      {() => <RulesScreen />}
    </StaffOnly>
  )
}
