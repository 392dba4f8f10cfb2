import { Box } from '../host/host'
import { Icon, type IconName } from '../icon/icon'
import s from './banner.module.scss'

/** One thing to know before anything else on the screen. */
export function Banner(props: {
  readonly id?: string
  readonly icon: IconName
  readonly tone?: 'accent' | 'warm' | 'ok' | 'danger'
  readonly title: string
  readonly text?: string | undefined
}) {
  const { id, icon, tone = 'accent', title, text } = props
  return (
    <Box id={id} className={`${s['banner'] ?? ''} ${s[tone] ?? ''}`} role="status" live>
      <Icon name={icon} />
      <Box className={s['words']}>
        <Box className={s['title']}>{title}</Box>
        {text !== undefined && <Box className={s['text']}>{text}</Box>}
      </Box>
    </Box>
  )
}
