import type { ReactNode } from 'react'
import { Box } from '../host/host'
import { Tap } from '../button/tap'
import { Cover } from '../cover/cover'
import s from './book-row.module.scss'

interface BookRowProps {
  readonly id?: string
  readonly title: string
  readonly authors: readonly string[]
  readonly classNotation: string | undefined
  /** Authors, publisher, year: one faint line. */
  readonly text?: string | undefined
  readonly size?: 's' | 'm'
  /** Below the words: tags, a deadline. */
  readonly children?: ReactNode
  /** At the end, instead of the row being a button. */
  readonly trail?: ReactNode
  readonly onClick?: () => void
}

/** A book in a list: its drawn cover and what is said about it. */
export function BookRow(props: BookRowProps) {
  const { id, title, authors, classNotation, text, size = 'm', children, trail, onClick } = props
  const content = (
    <Box className={s['row']}>
      <Cover title={title} authors={authors} classNotation={classNotation} size={size} />
      <Box className={s['words']}>
        <Box className={s['title']}>{title}</Box>
        {text !== undefined && <Box className={s['text']}>{text}</Box>}
        {children !== undefined && <Box className={s['below']}>{children}</Box>}
      </Box>
      {trail}
    </Box>
  )
  if (onClick === undefined) return <Box id={id}>{content}</Box>
  return (
    <Tap id={id} onClick={onClick}>
      {content}
    </Tap>
  )
}
