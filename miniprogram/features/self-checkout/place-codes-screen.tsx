import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { QrCode } from '../../components/qr-code/qr-code'
import { Screen } from '../../components/screen/screen'
import { Stack } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { useText } from '../../i18n/text'
import { moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { usePlaceCodes, type PlaceCode } from './self-checkout.hooks'
import s from './self-checkout.module.scss'

/** For a screen in the reading room: the code that readers scan there (L6). */
export function PlaceCodesScreen({ branchId }: { readonly branchId: string | undefined }) {
  const t = useText()
  const codes = usePlaceCodes(branchId)
  return (
    <Screen title={t.lending.places}>
      <Resource
        of={codes}
        isEmpty={(items) => items.length === 0}
        empty={<Empty icon="place" title={t.lending.placesNone} />}
      >
        {(items) => (
          <Stack>
            {items.map((code) => (
              <CodeCard key={code.room.id} code={code} />
            ))}
          </Stack>
        )}
      </Resource>
    </Screen>
  )
}

function CodeCard({ code }: { readonly code: PlaceCode }) {
  const t = useText()
  const now = useNow()
  return (
    <Card>
      <Box className={s['receipt']}>
        <Box className={s['title']}>{code.room.name}</Box>
        <QrCode id={`room-${code.room.id}`} text={code.code} label={code.room.name} size={200} />
        <Box className={s['big']} label={Array.from(code.code).join(' ')}>
          {code.code}
        </Box>
        <Box className={s['note']}>
          {code.validUntil === undefined ? t.lending.printed : t.lending.until(moment(code.validUntil, now, t.time))}
        </Box>
      </Box>
    </Card>
  )
}
