import { refusalText, useText } from '../../i18n/text'
import type { Refusal, RemedyCode } from '../../lib/api-error'
import { navigate } from '../../lib/navigation'
import { Box } from '../host/host'
import { Button } from '../button/button'
import { Icon } from '../icon/icon'
import s from './refusals.module.scss'

/** The remedies that have a screen of their own; the others are advice in words. */
const ways: Partial<Record<RemedyCode, () => void>> = {
  see_your_bookings: () => navigate('bookings'),
  see_your_visit: () => navigate('bookings'),
  cancel_a_booking: () => navigate('bookings'),
  see_your_loans: () => navigate('bookings', { view: 'loans' }),
  return_overdue_books: () => navigate('bookings', { view: 'loans' }),
  ask_by_enquiry: () => navigate('groups'),
  suggest_a_purchase: () => navigate('suggestions'),
  see_your_suggestions: () => navigate('suggestions'),
  sign_in_again: () => navigate('signIn'),
}

/** Every reason why not, at once (C1), each with what the reader can do about it. */
export function Refusals({ refusals }: { readonly refusals: readonly Refusal[] }) {
  const t = useText()
  return (
    <Box className={s['list']} role="list">
      {refusals.map((refusal, n) => {
        const { remedy } = refusal
        const way = remedy === undefined ? undefined : ways[remedy]
        return (
          <Box key={`${refusal.code} ${n}`} className={s['refusal']} role="listitem">
            <Icon name="refused" />
            <Box className={s['words']}>
              <Box className={s['reason']}>{refusalText(refusal, t)}</Box>
              {remedy !== undefined && way === undefined && <Box className={s['advice']}>{t.remedies[remedy]}</Box>}
              {remedy !== undefined && way !== undefined && (
                <Box className={s['way']}>
                  <Button id={`remedy-${n}`} kind="quiet" text={t.remedies[remedy]} onClick={way} />
                </Box>
              )}
            </Box>
          </Box>
        )
      })}
    </Box>
  )
}
