import { AtWorkPlace } from '../../features/desk/staff-only'
import { CheckInStrip } from '../../features/desk/check-in-strip'
import { PagingScreen } from '../../features/paging/paging-screen'
import { useText } from '../../i18n/text'

export default function PagingPage() {
  const t = useText()
  return (
    <AtWorkPlace title={t.paging.title} anyOf={['paging', 'desk']}>
      {(place, me) => (
        <PagingScreen account={me.account} branchId={me.desk?.branch.id} scanner={<CheckInStrip place={place} />} />
      )}
    </AtWorkPlace>
  )
}
