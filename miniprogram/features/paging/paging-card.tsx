import { Card } from '../../components/card/card'
import { CodeText } from '../../components/code-text/code-text'
import { Box } from '../../components/host/host'
import { Tag } from '../../components/tag/tag'
import { useText } from '../../i18n/text'
import { moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { PagingActions } from './paging-actions'
import type { NotFound, PagingEntry } from './paging.hooks'
import s from './paging.module.scss'

/** A book to fetch: the call number is what one looks for, so it is the largest thing here. */
export function PagingCard(props: {
  readonly entry: PagingEntry
  readonly account: string
  readonly onNotFound: (outcome: NotFound['outcome']) => void
}) {
  const { entry, account, onNotFound } = props
  const t = useText()
  const now = useNow()
  const { copy, title, part, claimedBy, pickupPoint, readyBy } = entry
  const isLate = readyBy !== undefined && Date.parse(readyBy) < now
  const isMine = claimedBy?.account === account
  return (
    <Card id={`paging-${entry.bookingId}`} tone={isMine ? 'accent' : 'plain'}>
      <Box className={s['callNumber']}>
        <CodeText text={copy.callNumber} />
      </Box>
      <Box className={s['area']}>{[copy.area, t.paging.barcode(copy.barcode)].filter((x) => x !== '').join(' · ')}</Box>
      <Box className={s['title']}>{part === undefined ? title.title : t.bookings.partOf(title.title, part)}</Box>
      <Box className={s['author']}>{title.authors.slice(0, 2).join(t.common.separator)}</Box>
      <Box className={s['tags']}>
        <Tag icon="place" text={t.paging.goesTo(pickupPoint.name)} />
        {readyBy !== undefined && (
          <Tag
            tone={isLate ? 'warm' : 'plain'}
            icon="clock"
            text={isLate ? t.paging.late : t.paging.promised(moment(readyBy, now, t.time))}
          />
        )}
        {claimedBy !== undefined && (
          <Tag
            tone={isMine ? 'ok' : 'accent'}
            icon="arrived"
            text={isMine ? t.paging.mine : t.paging.claimedBy(claimedBy.name)}
          />
        )}
      </Box>
      <PagingActions entry={entry} isMine={isMine} onNotFound={onNotFound} />
    </Card>
  )
}
