import { Box } from '../host/host'
import { useText } from '../../i18n/text'
import s from './skeleton.module.scss'

/** The shape of what is coming: rows with a cover, or plain cards. */
export function Skeleton({
  shape = 'rows',
  count = 4,
}: {
  readonly shape?: 'rows' | 'cards' | 'page'
  readonly count?: number
}) {
  const t = useText()
  return (
    <Box className={s['skeleton']} label={t.common.loading} role="status">
      {shape === 'page' && <Box className={s['hero']} />}
      {Array.from({ length: count }, (_, n) => (
        <Box key={n} className={shape === 'rows' ? s['row'] : s['card']}>
          {shape === 'rows' && <Box className={s['cover']} />}
          <Box className={s['lines']}>
            <Box className={s['line']} />
            <Box className={s['short']} />
          </Box>
        </Box>
      ))}
    </Box>
  )
}
