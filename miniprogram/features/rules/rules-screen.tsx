import { useState } from 'react'
import { Banner } from '../../components/banner/banner'
import { Row, Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Section, Stack } from '../../components/section/section'
import { Skeleton } from '../../components/skeleton/skeleton'
import { Resource } from '../../components/state/resource'
import { text, useText } from '../../i18n/text'
import { toast } from '../../lib/feedback'
import { navigate } from '../../lib/navigation'
import { useRefreshOnShow } from '../../lib/query-client'
import { useNow } from '../../lib/use-now'
import { DraftFooter, isStale, LastChange, sayProblem, Stale } from './editing'
import { History } from './history'
import { PreviewSheet } from './preview-sheet'
import { RuleCards } from './rule-cards'
import { RuleSheet, type Edit } from './rule-sheets'
import { useApplyRules, useRules, useRulesPreview, useUndoRules, type Rules, type RulesInForce } from './rules.hooks'
import { touchedByRules } from './touched'

/** The circulation rules in plain words (L1): change, see whom it touches, apply, undo. */
export function RulesScreen() {
  const t = useText()
  const rules = useRules()
  useRefreshOnShow(['desk', 'rules', 'history'])
  if (rules.data !== undefined)
    return <Editor first={rules.data} onReload={() => rules.refetch().then(({ data }) => data)} />
  return (
    <Screen title={t.rules.title}>
      <Resource of={rules} loading={<Skeleton shape="cards" />}>
        {() => null}
      </Resource>
    </Screen>
  )
}

function Editor(props: { readonly first: RulesInForce; readonly onReload: () => Promise<RulesInForce | undefined> }) {
  const t = useText()
  // what was opened: a newer answer behind our back must not make the library think we have seen it
  const [base, setBase] = useState(props.first)
  const [draft, setDraft] = useState<Rules>()
  const [edit, setEdit] = useState<Edit>()
  const [isPreviewing, setIsPreviewing] = useState(false)
  const [isOvertaken, setIsOvertaken] = useState(false)
  const undo = useUndoRules()
  const settle = (next: RulesInForce) => {
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
  const shown = draft ?? base.rules
  return (
    <Screen
      title={t.rules.title}
      footer={
        draft !== undefined && (
          <DraftFooter onPreview={() => setIsPreviewing(true)} onDiscard={() => setDraft(undefined)} />
        )
      }
      overlay={
        <>
          {edit !== undefined && (
            <RuleSheet edit={edit} rules={shown} onChange={setDraft} onClose={() => setEdit(undefined)} />
          )}
          {isPreviewing && draft !== undefined && (
            <Preview
              rules={draft}
              version={base.version}
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
      <RuleCards rules={shown} branches={base.branches} onEdit={setEdit} />
      <Section title={t.rules.branches}>
        <Rows>
          {base.branches.map(({ id, name }) => (
            <Row
              key={id}
              id={`calendar-${id}`}
              icon="clock"
              title={name}
              onClick={() => navigate('branchCalendar', { id })}
            />
          ))}
        </Rows>
      </Section>
      <History />
    </Screen>
  )
}

function Preview(props: {
  readonly rules: Rules
  readonly version: number
  readonly onApplied: (next: RulesInForce) => void
  readonly onFailed: (error: unknown) => void
  readonly onClose: () => void
}) {
  const { rules, version, onApplied, onFailed, onClose } = props
  const t = useText()
  const now = useNow()
  const preview = useRulesPreview(rules)
  const apply = useApplyRules()
  return (
    <PreviewSheet
      preview={preview}
      touchedBy={(data) => touchedByRules(data, now, t)}
      note={t.rules.notMovedRules}
      isApplying={apply.isPending}
      onApply={() =>
        apply.mutate(
          { rules, version },
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
