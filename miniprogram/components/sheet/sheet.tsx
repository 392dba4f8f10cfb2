import { useEffect, useState, type ReactNode } from 'react'
import { useText } from '../../i18n/text'
import { Box } from '../host/host'
import { IconButton } from '../button/icon-button'
import { isShown } from '../host/is-shown'
import s from './sheet.module.scss'

interface SheetProps {
  readonly id: string
  readonly title: string
  readonly onClose: () => void
  /** The primary action, always in sight. */
  readonly footer?: ReactNode
  readonly children: ReactNode
}

/** Comes up from the bottom for one decision. Closed by its button, the veil or Escape. */
export function Sheet({ id, title, onClose, footer, children }: SheetProps) {
  const t = useText()
  const [isUp, setIsUp] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      setIsUp(true)
    }, 16)
    return () => {
      clearTimeout(timer)
    }
  }, [])
  useEscape(onClose)
  useFocusWithin(`${id}-close`)
  return (
    <Box className={`${s['veil'] ?? ''} ${isUp ? (s['up'] ?? '') : ''}`}>
      <Box className={s['rest']} onClick={onClose} hidden />
      <Box id={id} className={s['sheet']} role="dialog" label={title}>
        <Box className={s['head']}>
          <Box className={s['title']} role="heading">
            {title}
          </Box>
          <IconButton id={`${id}-close`} icon="close" label={t.common.close} onClick={onClose} />
        </Box>
        <Box className={s['body']}>{children}</Box>
        {isShown(footer) && <Box className={s['footer']}>{footer}</Box>}
      </Box>
    </Box>
  )
}

/** The keyboard goes into the sheet with the eyes, and back to where it was. */
function useFocusWithin(id: string): void {
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return
    const before = document.activeElement
    document.getElementById(id)?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [id])
}

function useEscape(onEscape: () => void): void {
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onEscape()
    }
    document.addEventListener('keydown', listen)
    return () => {
      document.removeEventListener('keydown', listen)
    }
  }, [onEscape])
}
