import { useState, type ReactNode } from 'react'
import { Button } from '../../components/button/button'
import { Box } from '../../components/host/host'
import { Screen } from '../../components/screen/screen'
import { Segmented } from '../../components/segmented/segmented'
import { Stack } from '../../components/section/section'
import { Empty } from '../../components/state/state'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { useIsReader } from '../../lib/session'
import { BookingList } from './booking-list'

type View = 'bookings' | 'loans'

/** What I have asked for and what I have at home; loans and visits are other features, handed in by the page. */
export function BookingsScreen({
  firstView,
  loans,
  visits,
}: {
  readonly firstView: View
  readonly loans: ReactNode
  readonly visits: ReactNode
}) {
  const t = useText()
  const isReader = useIsReader()
  const [view, setView] = useState<View>(firstView)
  return (
    <Screen title={t.bookings.listTitle}>
      {isReader ? (
        <Stack>
          <Segmented
            id="view"
            label={t.bookings.listTitle}
            value={view}
            segments={(['bookings', 'loans'] as const).map((value) => ({ value, text: t.bookings.tabs[value] }))}
            onChange={setView}
          />
          <Box>
            {view === 'bookings' ? (
              <Stack>
                {visits}
                <BookingList />
              </Stack>
            ) : (
              loans
            )}
          </Box>
        </Stack>
      ) : (
        <Empty icon="booking" title={t.account.visitor} text={t.account.visitorText}>
          <Button id="go-sign-in" text={t.common.signIn} onClick={() => navigate('signIn')} />
        </Empty>
      )}
    </Screen>
  )
}
