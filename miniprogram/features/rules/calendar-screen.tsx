import { useState } from 'react'
import { Banner } from '../../components/banner/banner'
import { Screen } from '../../components/screen/screen'
import { Stack } from '../../components/section/section'
import { Skeleton } from '../../components/skeleton/skeleton'
import { Resource } from '../../components/state/resource'
import { text, useText } from '../../i18n/text'
import { toast } from '../../lib/feedback'
import { useNow } from '../../lib/use-now'
import { Exceptions, Week } from './calendar-parts'
import { CalendarSheet, type CalendarEdit } from './calendar-sheets'
import { DraftFooter, isStale, LastChange, sayProblem, Stale } from './editing'
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
  // what was opened: a newer answer behind our back must not make the library think we have seen it
  const [base, setBase] = useState(props.first)
  const [draft, setDraft] = useState<Calendar>()
  const [edit, setEdit] = useState<CalendarEdit>()
  const [isPreviewing, setIsPreviewing] = useState(false)
  const [isOvertaken, setIsOvertaken] = useState(false)
  const undo = useUndoCalendar(base.branch.id)
  const settle = (next: CalendarInForce) => {
    setBase(next)
    setDraft(undefined)
    setIsOvertaken(false)
    setIsPreviewing(false)
  }
  const fail = (error: unknown) => {
    setIsPreviewing(false)
    if (isStale(error)) setIsOvertaken(true)
    else sayProblem(error)
  }
  const shown = draft ?? base.calendar
  return (
    <Screen
      title={`${base.branch.name} · ${t.rules.calendarTitle}`}
      footer={
        draft !== undefined && (
          <DraftFooter onPreview={() => setIsPreviewing(true)} onDiscard={() => setDraft(undefined)} />
        )
      }
      overlay={
        <>
          {edit !== undefined && (
            <CalendarSheet edit={edit} calendar={shown} onChange={setDraft} onClose={() => setEdit(undefined)} />
          )}
          {isPreviewing && draft !== undefined && (
            <Preview
              base={base}
              calendar={draft}
              onApplied={settle}
              onFailed={fail}
              onClose={() => setIsPreviewing(false)}
            />
          )}
        </>
      }
    >
      <Stack>
        {isOvertaken && <Stale onLoad={() => void props.onReload().then((next) => next && settle(next))} />}
        {draft !== undefined && <Banner icon="edit" tone="warm" title={t.rules.draft} text={t.rules.draftText} />}
        {draft === undefined && base.lastChange !== undefined && (
          <LastChange
            change={base.lastChange}
            isUndoing={undo.isPending}
            onUndo={() =>
              undo.mutate(base.version, {
                onSuccess: (next) => {
                  settle(next)
                  toast(text().rules.undone)
                },
                onError: fail,
              })
            }
          />
        )}
      </Stack>
      <Week calendar={shown} onEdit={(weekday) => setEdit({ weekday })} />
      <Exceptions calendar={shown} onAdd={() => setEdit('exception')} onChange={setDraft} />
    </Screen>
  )
}

function Preview(props: {
  readonly base: CalendarInForce
  readonly calendar: Calendar
  readonly onApplied: (next: CalendarInForce) => void
  readonly onFailed: (error: unknown) => void
  readonly onClose: () => void
}) {
  const { base, calendar, onApplied, onFailed, onClose } = props
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
      onApply={() =>
        apply.mutate(
          { calendar, version: base.version },
          {
            onSuccess: (next) => {
              toast(text().rules.applied)
              onApplied(next)
            },
            onError: onFailed,
          },
        )
      }
      onClose={onClose}
    />
  )
}
