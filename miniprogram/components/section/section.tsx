import type { ReactNode } from 'react'
import { Box, Span } from '../host/host'
import { Button } from '../button/button'
import s from './section.module.scss'

/** A headed part of a screen, with one way on at most. */
export function Section(props: {
  readonly title?: string
  readonly note?: string | undefined
  /** Within a sheet: smaller and closer. */
  readonly isDense?: boolean
  readonly action?: { readonly id: string; readonly text: string; readonly onClick: () => void } | undefined
  readonly children: ReactNode
}) {
  const { title, note, isDense = false, action, children } = props
  return (
    <Box className={`${s['section'] ?? ''} ${isDense ? (s['dense'] ?? '') : ''}`}>
      {title !== undefined && (
        <Box className={s['head']}>
          <Box className={s['title']} role="heading">
            {title}
          </Box>
          {note !== undefined && <Span className={s['note']}>{note}</Span>}
          {action !== undefined && (
            <Button
              id={action.id}
              kind="plain"
              text={action.text}
              label={`${title} ${action.text}`}
              onClick={action.onClick}
            />
          )}
        </Box>
      )}
      <Box className={s['body']}>{children}</Box>
    </Box>
  )
}

/** Things under one another with the usual distance. */
export function Stack({ children }: { readonly children: ReactNode }) {
  return <Box className={s['body']}>{children}</Box>
}
