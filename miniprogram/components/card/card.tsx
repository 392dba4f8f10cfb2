import type { ReactNode } from 'react'
import { Box } from '../host/host'
import { Tap } from '../button/tap'
import s from './card.module.scss'

interface CardProps {
  readonly id?: string
  /** `warm` is kept for what needs the reader now. */
  readonly tone?: 'plain' | 'warm' | 'accent' | 'sunk'
  readonly flush?: boolean
  readonly label?: string
  readonly onClick?: () => void
  readonly children: ReactNode
}

/** One surface, one radius. With `onClick` the whole card is a button and needs an `id`. */
export function Card({ id, tone = 'plain', flush = false, label, onClick, children }: CardProps) {
  const className = [s['card'], s[tone], flush ? s['flush'] : ''].join(' ')
  if (onClick === undefined)
    return (
      <Box id={id} className={className}>
        {children}
      </Box>
    )
  return (
    <Tap id={id} className={`${className} ${s['tappable'] ?? ''}`} label={label} onClick={onClick}>
      {children}
    </Tap>
  )
}
