import { useState } from 'react'
import { Screen } from '../../components/screen/screen'
import { Skeleton } from '../../components/skeleton/skeleton'
import { Resource } from '../../components/state/resource'
import { useText } from '../../i18n/text'
import { useNow } from '../../lib/use-now'
import { Exceptions, Week } from './calendar-parts'
import { CalendarSheet, type CalendarEdit } from './calendar-sheets'
import { useDraft, type Applying } from './draft.hooks'
import { DraftFooter, DraftNotes } from './editing'
import { PreviewSheet } from './preview-sheet'
import {
  useApplyCalendar,
  useCalendar,
  useCalendarPreview,
  useUndoCalendar,
  type Calendar,
  type CalendarInForce,
} from './rules.hooks'
import { touchedByCalendar } from './touched'

/** The hours of one branch (L4): the week and its exceptions, previewed before they hold. */
export function CalendarScreen({ branchId }: { readonly branchId: string }) {
  const t = useText()
  const calendar = useCalendar(branchId)
  if (calendar.data !== undefined)
    return <Editor first={calendar.data} onReload={() => calendar.refetch().then(({ data }) => data)} />
  return (
    <Screen title={t.rules.calendarTitle}>
      <Resource of={calendar} loading={<Skeleton shape="cards" />}>
        {() => null}
      </Resource>
    </Screen>
  )
}

function Editor(props: {
  readonly first: CalendarInForce
  readonly onReload: () => Promise<CalendarInForce | undefined>
}) {
  const t = useText()
  const editing = useDraft<CalendarInForce, Calendar>({
    first: props.first,
    reload: props.onReload,
    undo: useUndoCalendar(props.first.branch.id),
  })
  const { base, draft } = editing
  const [edit, setEdit] = useState<CalendarEdit>()
  const shown = draft ?? base.calendar
  return (
    <Screen
      title={`${base.branch.name} · ${t.rules.calendarTitle}`}
      footer={draft !== undefined && <DraftFooter onPreview={editing.preview} onDiscard={editing.discard} />}
      overlay={
        <>
          {edit !== undefined && (
            <CalendarSheet edit={edit} calendar={shown} onChange={editing.change} onClose={() => setEdit(undefined)} />
          )}
          {editing.isPreviewing && draft !== undefined && (
            <Preview base={base} calendar={draft} applying={editing.applying} onClose={editing.closePreview} />
          )}
        </>
      }
    >
      <DraftNotes of={editing} />
      <Week calendar={shown} onEdit={(weekday) => setEdit({ weekday })} />
      <Exceptions calendar={shown} onAdd={() => setEdit('exception')} onChange={editing.change} />
    </Screen>
  )
}

function Preview(props: {
  readonly base: CalendarInForce
  readonly calendar: Calendar
  readonly applying: Applying<CalendarInForce>
  readonly onClose: () => void
}) {
  const { base, calendar, applying, onClose } = props
  const t = useText()
  const now = useNow()
  const preview = useCalendarPreview(base.branch.id, calendar)
  const apply = useApplyCalendar(base.branch.id)
  return (
    <PreviewSheet
      preview={preview}
      touchedBy={(data) => touchedByCalendar(data, now, t)}
      note={t.rules.notMovedCalendar}
      isApplying={apply.isPending}
      onApply={() => apply.mutate({ calendar, version: base.version }, applying)}
      onClose={onClose}
    />
  )
}
