import { StaffOnly } from '../../features/desk/staff-only'
import { PlaceCodesScreen } from '../../features/self-checkout/place-codes-screen'
import { useText } from '../../i18n/text'

export default function PlaceCodesPage() {
  const t = useText()
  return (
    <StaffOnly title={t.lending.places} anyOf={['desk']}>
      {(me) => <PlaceCodesScreen branchId={me.desk?.branch.id} />}
    </StaffOnly>
  )
}
