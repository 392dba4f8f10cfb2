import type { ReactNode } from 'react'
import { Tap } from '../button/tap'
import { Box } from '../host/host'
import { Icon } from '../icon/icon'
import s from './choice.module.scss'

/** One of several: the chosen one carries a mark, not only a colour. */
export function Choice(props: {
  readonly id: string
  readonly title: string
  readonly text?: string | undefined
  readonly trail?: ReactNode
  readonly isChosen: boolean
  readonly disabled?: boolean
  readonly onChoose: () => void
}) {
  const { id, title, text, trail, isChosen, disabled = false, onChoose } = props
  return (
    <Tap id={id} pressed={isChosen} disabled={disabled} onClick={disabled ? undefined : onChoose}>
      <Box
        className={`${s['choice'] ?? ''} ${isChosen ? (s['chosen'] ?? '') : ''} ${disabled ? (s['off'] ?? '') : ''}`}
      >
        <Box className={s['mark']}>{isChosen && <Icon name="check" size="s" />}</Box>
        <Box className={s['words']}>
          <Box className={s['title']}>{title}</Box>
          {text !== undefined && <Box className={s['text']}>{text}</Box>}
        </Box>
        {trail}
      </Box>
    </Tap>
  )
}
