import { Button } from '../../components/button/button'
import { Box } from '../../components/host/host'
import { Tag } from '../../components/tag/tag'
import { errorText, text, useText } from '../../i18n/text'
import { confirm, toast } from '../../lib/feedback'
import { isKeptOnPhone } from '../../lib/kept-acts'
import { useClaim, useKeptOf, useNotFound, useRelease, type NotFound, type PagingEntry } from './paging.hooks'
import s from './paging.module.scss'

const sayProblem = (error: unknown) => toast(errorText(error, text()))

/** Claim, give back, take over, not there. A second tap while the first is on its way does nothing. */
export function PagingActions(props: {
  readonly entry: PagingEntry
  readonly isMine: boolean
  readonly onNotFound: (outcome: NotFound['outcome']) => void
}) {
  const { entry, isMine, onNotFound } = props
  const { bookingId, claimedBy, title } = entry
  const { isKept, isNotFoundKept } = useKeptOf(bookingId)
  const t = useText()
  const claim = useClaim()
  const release = useRelease()
  const notFound = useNotFound()
  const isBusy = claim.isPending || release.isPending || notFound.isPending
  const busyText = isBusy ? t.common.sending : undefined
  const takeOver = async () => {
    if (claimedBy === undefined) return
    const { takeOverTitle, takeOverText, takeOverYes: yes } = t.paging
    const question = { title: takeOverTitle(claimedBy.name), text: takeOverText, yes, no: t.common.cancel }
    if (await confirm(question)) claim.mutate({ entry, takeOver: true }, { onError: sayProblem })
  }
  const reportNotFound = async () => {
    const { notFoundTitle, notFoundText, notFoundYes, notFoundNo } = t.paging
    const question = { title: notFoundTitle, text: notFoundText, yes: notFoundYes, no: notFoundNo }
    if (!(await confirm(question))) return
    notFound.mutate(entry, {
      onSuccess: (answer) => {
        if (!isKeptOnPhone(answer)) onNotFound(answer.outcome)
      },
      onError: sayProblem,
    })
  }
  return (
    <Box className={s['actions']}>
      {isKept && <Tag icon="offline" text={isNotFoundKept ? t.kept.notFound : t.kept.claim} />}
      {claimedBy === undefined && !isKept && (
        <Button
          id={`claim-${bookingId}`}
          kind="quiet"
          icon="arrived"
          text={t.paging.claim}
          label={t.paging.claimOf(title.title)}
          busyText={claim.isPending ? t.common.sending : undefined}
          onClick={() => claim.mutate({ entry, takeOver: false }, { onError: sayProblem })}
        />
      )}
      {claimedBy !== undefined && !isMine && !isKept && (
        <Button
          id={`take-over-${bookingId}`}
          kind="plain"
          text={t.paging.takeOver}
          label={`${t.paging.takeOver} ${title.title}`}
          busyText={busyText}
          onClick={() => void takeOver()}
        />
      )}
      {isMine && !isKept && (
        <Button
          id={`release-${bookingId}`}
          kind="plain"
          icon="undo"
          text={t.paging.release}
          label={`${t.paging.release} ${title.title}`}
          busyText={release.isPending ? t.common.sending : undefined}
          onClick={() => release.mutate(bookingId, { onError: sayProblem })}
        />
      )}
      {(isMine || claimedBy === undefined) && !isNotFoundKept && (
        <Button
          id={`not-found-${bookingId}`}
          kind="plain"
          icon="help"
          text={t.paging.notFound}
          label={`${t.paging.notFound} ${title.title}`}
          busyText={notFound.isPending ? t.common.sending : undefined}
          disabled={isBusy}
          onClick={() => void reportNotFound()}
        />
      )}
    </Box>
  )
}
