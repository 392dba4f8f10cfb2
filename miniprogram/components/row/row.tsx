import type { ReactNode } from 'react'
import { Box, Span } from '../host/host'
import { Tap } from '../button/tap'
import { Icon, type IconName } from '../icon/icon'
import s from './row.module.scss'

interface RowProps {
  readonly id?: string
  readonly icon?: IconName
  /** Instead of an icon, such as a Cover. */
  readonly lead?: ReactNode
  readonly title: string
  readonly text?: string | undefined
  readonly value?: string | undefined
  readonly trail?: ReactNode
  readonly label?: string
  readonly onClick?: () => void
}

/** A line of a list. With `onClick` it is a button with a chevron. */
export function Row({ id, icon, lead, title, text, value, trail, label, onClick }: RowProps) {
  const content = (
    <Box className={s['row']}>
      {icon !== undefined && (
        <Box className={s['icon']}>
          <Icon name={icon} />
        </Box>
      )}
      {lead}
      <Box className={s['words']}>
        <Box className={s['title']}>{title}</Box>
        {text !== undefined && <Box className={s['text']}>{text}</Box>}
      </Box>
      {value !== undefined && <Span className={s['value']}>{value}</Span>}
      {trail}
      {onClick !== undefined && trail === undefined && (
        <Box className={s['chevron']}>
          <Icon name="forward" size="s" />
        </Box>
      )}
    </Box>
  )
  if (onClick === undefined) return <Box id={id}>{content}</Box>
  return (
    <Tap id={id} label={label} onClick={onClick}>
      {content}
    </Tap>
  )
}

/** Rows under one another with a hair between them. */
export function Rows({ id, children }: { readonly id?: string; readonly children: ReactNode }) {
  return (
    <Box id={id} className={s['rows']}>
      {children}
    </Box>
  )
}
