import type { ReactNode } from 'react'
import { useText } from '../../i18n/text'
import { ApiError } from '../../lib/api-error'
import { Box, Span } from '../host/host'
import { Icon } from '../icon/icon'
import { Skeleton } from '../skeleton/skeleton'
import { ErrorState } from './error-state'
import s from './state.module.scss'

/** The part of a react-query result that a screen needs. */
export interface ResourceState<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly isPending: boolean
  readonly refetch: () => unknown
}

interface ResourceProps<T> {
  readonly of: ResourceState<T>
  readonly loading?: ReactNode
  readonly isEmpty?: (data: T) => boolean
  readonly empty?: ReactNode
  /** What to do about a missing login, given by the screen that knows the way. */
  readonly onSignIn?: () => void
  readonly children: (data: T) => ReactNode
}

/**
 * Loading, error with a retry, empty, content: the four states of every screen. An answer from earlier is shown even
 * when asking again failed, with a line that says so.
 */
export function Resource<T>({ of, loading, isEmpty, empty, onSignIn, children }: ResourceProps<T>) {
  const t = useText()
  const { data, error } = of
  const retry = () => void of.refetch()
  if (data === undefined) {
    if (of.isPending && error === null) return <>{loading ?? <Skeleton />}</>
    const needsSignIn = error instanceof ApiError && error.status === 401 && onSignIn !== undefined
    const action = needsSignIn ? { id: 'go-sign-in', text: t.common.signIn, onClick: onSignIn } : undefined
    return <ErrorState error={error} onRetry={retry} action={action} />
  }
  const isOffline = error instanceof ApiError && error.status === 0
  return (
    <>
      {error !== null && (
        <Box id="stale" className={s['stale']} live>
          <Icon name={isOffline ? 'offline' : 'warning'} size="s" />
          <Span>{isOffline ? t.common.offline : t.common.stale}</Span>
        </Box>
      )}
      {isEmpty?.(data) === true ? empty : children(data)}
    </>
  )
}
