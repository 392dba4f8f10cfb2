import { Button } from '../../components/button/button'
import { Box } from '../../components/host/host'
import { Row, Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Section, Stack } from '../../components/section/section'
import { Empty } from '../../components/state/state'
import { useText, type Texts } from '../../i18n/text'
import { ApiError } from '../../lib/api-error'
import type { DeskAct } from '../../lib/desk-acts'
import { applyKept, forgetRejected, useApplyProgress, useKeptActs, type RejectedAct } from '../../lib/kept-acts'
import { moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { deskProblem } from './desk-refusals'
import { StaffOnly } from './staff-only'
import s from './desk.module.scss'

/** Every act that waits on this phone, in its order, and every one that did not come about, with the library's words (D3). */
export function KeptActsScreen() {
  const t = useText()
  return (
    <StaffOnly title={t.kept.title} anyOf={['desk', 'paging']}>
      {() => <KeptActs />}
    </StaffOnly>
  )
}

function KeptActs() {
  const t = useText()
  const now = useNow()
  const { waiting, rejected } = useKeptActs()
  const progress = useApplyProgress()
  return (
    <Screen
      title={t.kept.title}
      footer={
        waiting.length > 0 && (
          <Button
            id="apply-kept"
            wide
            icon="upload"
            text={t.kept.applyNow}
            busyText={progress === null ? undefined : t.kept.applying(progress.done, progress.total)}
            onClick={() => void applyKept()}
          />
        )
      }
    >
      <Stack>
        <Box className={s['note']}>{t.kept.text}</Box>
        {waiting.length === 0 && rejected.length === 0 && <Empty icon="done" title={t.kept.none} />}
        {rejected.length > 0 && (
          <Section
            title={t.kept.rejectedCount(rejected.length)}
            action={{ id: 'forget-rejected', text: t.kept.seen, onClick: forgetRejected }}
          >
            <Rows id="rejected">
              {rejected.map((one) => (
                <Row
                  key={one.key}
                  icon="refused"
                  title={`${t.kept.kinds[one.act.kind]} · ${nameOf(one.act)}`}
                  text={`${problemOf(one, t)} · ${moment(one.at, now, t.time)}`}
                />
              ))}
            </Rows>
          </Section>
        )}
        {waiting.length > 0 && (
          <Section title={t.kept.waitingCount(waiting.length)}>
            <Rows id="waiting">
              {waiting.map(({ key, at, act }) => (
                <Row
                  key={key}
                  icon="waiting"
                  title={`${t.kept.kinds[act.kind]} · ${nameOf(act)}`}
                  text={moment(at, now, t.time)}
                />
              ))}
            </Rows>
          </Section>
        )}
      </Stack>
    </Screen>
  )
}

const nameOf = (act: DeskAct) => (act.kind === 'check_in' ? act.barcode : act.title)

const problemOf = ({ problem }: RejectedAct, t: Texts) => deskProblem(new ApiError(problem), t)
