import { Row, Rows } from '../../components/row/row'
import { useText } from '../../i18n/text'
import { useApplyProgress, useKeptActs } from '../../lib/kept-acts'
import { navigate } from '../../lib/navigation'

/** What waits on this phone for the network, and what did not come about; nothing while there is neither (D3). */
export function KeptLine() {
  const t = useText()
  const { waiting, rejected } = useKeptActs()
  const progress = useApplyProgress()
  if (waiting.length === 0 && rejected.length === 0) return null
  return (
    <Rows>
      <Row
        id="open-kept"
        icon={waiting.length > 0 ? 'offline' : 'warning'}
        title={
          waiting.length === 0
            ? t.kept.rejectedCount(rejected.length)
            : progress === null || progress.done === 0
              ? t.kept.waitingCount(waiting.length)
              : t.kept.applying(progress.done, progress.total)
        }
        text={waiting.length > 0 && rejected.length > 0 ? t.kept.rejectedCount(rejected.length) : undefined}
        onClick={() => navigate('keptActs')}
      />
    </Rows>
  )
}
