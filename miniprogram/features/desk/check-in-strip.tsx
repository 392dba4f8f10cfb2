import { Box } from '../../components/host/host'
import { Rows } from '../../components/row/row'
import type { WorkPlace } from '../../lib/work-place'
import { BarcodeField } from './barcode-field'
import { checkInLog } from './check-in-log'
import { CheckInRow } from './check-in-row'
import { useCheckIn } from './desk.hooks'
import { KeptLine } from './kept-line'
import s from './desk.module.scss'

/** Check-in beside another task, between the shelves: the same scan and the same log, the outcome in one line. */
export function CheckInStrip({ place }: { readonly place: WorkPlace }) {
  const { mutateAsync } = useCheckIn(place.id)
  const [latest] = checkInLog.useLog()
  return (
    <Box className={s['strip']}>
      <KeptLine />
      <BarcodeField id="strip-barcode" onScan={(barcode) => checkInLog.scan(barcode, mutateAsync)} />
      {latest !== undefined && (
        <Rows id="strip-outcome">
          <CheckInRow scan={latest} />
        </Rows>
      )}
    </Box>
  )
}
