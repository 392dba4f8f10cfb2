import type { ReactNode } from 'react'
import { Box } from '../host/host'
import { Icon, type IconName } from '../icon/icon'
import s from './state.module.scss'

interface StateProps {
  readonly icon: IconName
  readonly title: string
  readonly text?: string | undefined
  /** The way on: there always is one. */
  readonly children?: ReactNode
}

/** A screen or part with nothing to list, and the way on. */
export function Empty({ icon, title, text, children }: StateProps) {
  return (
    <Box className={s['state']}>
      <Box className={s['icon']}>
        <Icon name={icon} size="xl" />
      </Box>
      <Box className={s['title']}>{title}</Box>
      {text !== undefined && <Box className={s['text']}>{text}</Box>}
      {children !== undefined && <Box className={s['actions']}>{children}</Box>}
    </Box>
  )
}
