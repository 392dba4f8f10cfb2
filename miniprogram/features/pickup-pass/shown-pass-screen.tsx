import { Screen } from '../../components/screen/screen'
import { Empty } from '../../components/state/state'
import { useText } from '../../i18n/text'
import { useNow } from '../../lib/use-now'
import { PassFace } from './pass-face'
import { isExpired } from './pickup-pass.hooks'

interface Shown {
  readonly pass: string
  readonly digits: string
  readonly expiresAt: string
  readonly books: string
}

/** A pass that a friend has sent: held out at the desk, with no account and no network (P3). */
export function ShownPassScreen({ pass, digits, expiresAt, books }: Shown) {
  const t = useText()
  const now = useNow(15_000)
  const isPass = pass !== '' && /^\d{8}$/.test(digits) && !Number.isNaN(Date.parse(expiresAt))
  return (
    <Screen title={t.passes.title}>
      {!isPass || isExpired({ expiresAt }, now) ? (
        <Empty icon="clock" title={t.passes.gone} text={t.remedies.ask_for_a_new_pass} />
      ) : (
        <PassFace pass={{ pass, digits, expiresAt }} name={books} how={t.passes.showIt} />
      )}
    </Screen>
  )
}
