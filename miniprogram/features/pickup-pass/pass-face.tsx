import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { QrCode } from '../../components/qr-code/qr-code'
import { useText } from '../../i18n/text'
import { moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { spoken } from './pickup-pass.hooks'
import s from './pickup-pass.module.scss'

/** A pass as it is held out at the desk: code, digits, till when. */
export function PassFace(props: {
  readonly name: string
  readonly pass: { readonly pass: string; readonly digits: string; readonly expiresAt: string }
  /** How it is used. */
  readonly how: string
}) {
  const { name, pass, how } = props
  const t = useText()
  const now = useNow(15_000)
  return (
    <Card>
      <Box className={s['pass']}>
        <Box className={s['name']}>{name}</Box>
        <QrCode id="pass-code" text={pass.pass} label={t.bookings.passLabel} size={264} />
        <Box className={s['hint']}>{t.bookings.passDigits}</Box>
        <Box id="pass-digits" className={s['digits']} label={Array.from(pass.digits).join(' ')}>
          {spoken(pass.digits)}
        </Box>
        <Box className={s['hint']}>{t.bookings.passValid(moment(pass.expiresAt, now, t.time))}</Box>
        <Box className={s['how']}>{how}</Box>
      </Box>
    </Card>
  )
}
