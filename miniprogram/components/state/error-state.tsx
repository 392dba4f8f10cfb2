import { errorText, useText } from '../../i18n/text'
import { ApiError } from '../../lib/api-error'
import { Box } from '../host/host'
import { Button } from '../button/button'
import { Empty } from './state'
import s from './state.module.scss'

/** What went wrong, and trying again. The request id is there for whoever asks the library's IT. */
export function ErrorState({
  error,
  onRetry,
  action,
}: {
  readonly error: unknown
  readonly onRetry: () => void
  /** Instead of trying again, where that cannot help (signing in). */
  readonly action?: { readonly id: string; readonly text: string; readonly onClick: () => void } | undefined
}) {
  const t = useText()
  const isOffline = error instanceof ApiError && error.status === 0
  const requestId = error instanceof ApiError ? error.requestId : undefined
  return (
    <Empty icon={isOffline ? 'offline' : 'warning'} title={t.common.errorTitle} text={errorText(error, t)}>
      {action === undefined ? (
        <Button id="retry" kind="quiet" icon="retry" text={t.common.retry} onClick={onRetry} />
      ) : (
        <Button id={action.id} text={action.text} onClick={action.onClick} />
      )}
      {requestId !== undefined && <Box className={s['ref']}>{t.common.requestId(requestId.slice(0, 8))}</Box>}
    </Empty>
  )
}
