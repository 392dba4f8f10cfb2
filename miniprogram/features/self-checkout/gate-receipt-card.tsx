import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { Icon } from '../../components/icon/icon'
import { useText } from '../../i18n/text'
import { moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import type { GateReceipt } from './self-checkout.hooks'
import s from './self-checkout.module.scss'

/** What is left to do before the gate, and what is shown there. */
export function GateReceiptCard({ receipt }: { readonly receipt: GateReceipt }) {
  const t = useText()
  const now = useNow()
  return (
    <Card id="gate-receipt">
      <Box className={s['receipt']}>
        <Box className={s['title']}>{receipt.title.title}</Box>
        <Box className={s['note']}>{t.lending.inHand(receipt.barcode)}</Box>
        <Box className={s['note']}>{t.lending.at(receipt.room.name, moment(receipt.lentAt, now, t.time))}</Box>
        <Box className={s['note']}>{t.lending.code}</Box>
        <Box id="gate-code" className={s['big']} label={Array.from(receipt.code).join(' ')}>
          {receipt.code}
        </Box>
      </Box>
      <Box className={s['title']} role="heading">
        {t.lending.gateTitle}
      </Box>
      <Box role="list">
        {receipt.steps.map((step) => (
          <Box key={step} className={s['step']} role="listitem">
            <Icon name={step === 'desensitise' ? 'warning' : 'door'} />
            <Box>{t.lending.steps[step]}</Box>
          </Box>
        ))}
      </Box>
    </Card>
  )
}
