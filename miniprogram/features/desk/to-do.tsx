import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { useText } from '../../i18n/text'
import { navigate, type RouteName } from '../../lib/navigation'
import type { WorkPlace } from '../../lib/work-place'
import { usePickupPoints, useShelf, useToFetchCount } from './desk.hooks'
import s from './desk.module.scss'

/** What waits, in numbers; each leads to its list. */
export function ToDo({ place }: { readonly place: WorkPlace | undefined }) {
  const t = useText()
  const points = usePickupPoints()
  const branchId = points.data?.find(({ id }) => id === place?.id)?.branch.id
  // with no place yet the count is of all branches; with one it waits until its branch is known
  const toFetch = useToFetchCount(branchId, place === undefined || branchId !== undefined)
  const shelf = useShelf(place?.id)
  const ready = shelf.data?.ready.length
  const isMore = shelf.data?.next !== undefined
  return (
    <Box className={s['figures']}>
      <Figure id="to-fetch" route="paging" word={t.desk.toFetch} count={toFetch.data} />
      {place !== undefined && (
        <>
          <Figure
            id="on-shelf"
            route="shelf"
            word={t.desk.onShelf}
            count={isMore && ready !== undefined ? t.desk.andMore(ready) : ready}
          />
          <Figure id="to-clear" route="shelf" view="clear" word={t.desk.toClear} count={shelf.data?.toClear.length} />
        </>
      )}
    </Box>
  )
}

function Figure(props: {
  readonly id: string
  readonly route: RouteName
  readonly view?: string
  readonly word: string
  readonly count: number | string | undefined
}) {
  const { id, route, view, word, count } = props
  const isUrgent = id === 'to-clear' && count !== 0 && count !== undefined
  return (
    <Box className={s['figureBox']}>
      <Card id={id} label={`${word} ${count ?? ''}`} onClick={() => navigate(route, { view })}>
        <Box className={isUrgent ? s['figureWarm'] : s['figure']}>{count ?? '–'}</Box>
        <Box className={s['note']}>{word}</Box>
      </Card>
    </Box>
  )
}
