import { Banner } from '../../components/banner/banner'
import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { Stack } from '../../components/section/section'
import { errorText, refusalText, text, useText, type Texts } from '../../i18n/text'
import { refusalsOf } from '../../lib/api-error'
import { confirm, toast } from '../../lib/feedback'
import { moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import type { RulesInForce } from './rules.hooks'
import s from './rules.module.scss'

/** What a draft needs at the thumb: the preview, and the way back. */
export function DraftFooter({
  onPreview,
  onDiscard,
}: {
  readonly onPreview: () => void
  readonly onDiscard: () => void
}) {
  const t = useText()
  return (
    <>
      <Box className={s['beside']}>
        <Button id="discard-change" kind="quiet" text={t.rules.discard} onClick={onDiscard} />
      </Box>
      <Button id="preview-change" wide icon="group" text={t.rules.preview} onClick={onPreview} />
    </>
  )
}

/** Above the rules or hours: whether a draft holds, who was faster, what was changed last. */
export function DraftNotes({ of }: { readonly of: Noted }) {
  const t = useText()
  const { base, draft, isOvertaken, isUndoing, undoLast, loadTheirs } = of
  return (
    <Stack>
      {isOvertaken && <Stale onLoad={loadTheirs} />}
      {draft !== undefined && <Banner icon="edit" tone="warm" title={t.rules.draft} text={t.rules.draftText} />}
      {draft === undefined && base.lastChange !== undefined && (
        <LastChange change={base.lastChange} isUndoing={isUndoing} onUndo={undoLast} />
      )}
    </Stack>
  )
}

/** What the notes say of a change under way. */
interface Noted {
  readonly base: Pick<RulesInForce, 'lastChange'>
  readonly draft: unknown
  readonly isOvertaken: boolean
  readonly isUndoing: boolean
  readonly undoLast: () => void
  readonly loadTheirs: () => void
}

/** Somebody else was faster: nothing of the draft holds. */
function Stale({ onLoad }: { readonly onLoad: () => void }) {
  const t = useText()
  return (
    <Card tone="warm">
      <Banner id="stale-rules" icon="warning" tone="warm" title={t.rules.stale} text={t.rules.staleText} />
      <Button id="load-theirs" kind="quiet" text={t.rules.loadTheirs} onClick={onLoad} />
    </Card>
  )
}

/** Who changed it last, and the way to undo that. */
function LastChange(props: {
  readonly change: NonNullable<RulesInForce['lastChange']>
  readonly isUndoing: boolean
  readonly onUndo: () => void
}) {
  const { change, isUndoing, onUndo } = props
  const t = useText()
  const now = useNow()
  const ask = async () => {
    const { undoTitle, undoText, undoYes: yes } = t.rules
    if (await confirm({ title: undoTitle, text: undoText, yes, no: t.common.cancel })) onUndo()
  }
  return (
    <Card tone="sunk">
      <Box className={s['label']}>{t.rules.lastChanged}</Box>
      <Box className={s['cardHead']}>
        <Box className={s['cardTitle']}>{t.rules.lastChange(change.name, moment(change.at, now, t.time))}</Box>
        <Button
          id="undo-change"
          kind="plain"
          icon="undo"
          text={t.rules.undo}
          busyText={isUndoing ? t.common.sending : undefined}
          onClick={() => void ask()}
        />
      </Box>
    </Card>
  )
}

/** What went wrong with applying or undoing; a colleague's change has its own place on the screen. */
export function sayProblem(error: unknown): void {
  toast(problemText(error, text()))
}

function problemText(error: unknown, t: Texts): string {
  const [refusal] = refusalsOf(error)
  return refusal === undefined ? errorText(error, t) : refusalText(refusal, t)
}
