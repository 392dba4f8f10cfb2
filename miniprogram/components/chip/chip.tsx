import type { ReactNode } from 'react'
import { Box, Span } from '../host/host'
import { Tap } from '../button/tap'
import { Icon, type IconName } from '../icon/icon'
import s from './chip.module.scss'

/** A small choice that can be on or off, or a short way on. */
export function Chip(props: {
  readonly id: string
  readonly text: string
  readonly count?: number | undefined
  readonly icon?: IconName
  readonly isOn?: boolean
  readonly label?: string
  readonly onClick: () => void
}) {
  const { id, text, count, icon, isOn = false, label, onClick } = props
  return (
    <Tap id={id} className={s['tap']} label={label} pressed={isOn} onClick={onClick}>
      <Span className={`${s['chip'] ?? ''} ${isOn ? (s['on'] ?? '') : ''}`}>
        {icon !== undefined && <Icon name={icon} size="s" />}
        <Span className={s['text']}>{text}</Span>
        {count !== undefined && <Span className={s['count']}>{count}</Span>}
      </Span>
    </Tap>
  )
}

/** Chips in a line that scrolls sideways, or wrapped onto several. */
export function Chips({ wrap = false, children }: { readonly wrap?: boolean; readonly children: ReactNode }) {
  return <Box className={wrap ? s['wrapped'] : s['line']}>{children}</Box>
}
