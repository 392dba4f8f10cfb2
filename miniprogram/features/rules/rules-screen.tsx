import { useState } from 'react'
import { Row, Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Section } from '../../components/section/section'
import { Skeleton } from '../../components/skeleton/skeleton'
import { Resource } from '../../components/state/resource'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { useRefreshOnShow } from '../../lib/query-client'
import { useNow } from '../../lib/use-now'
import { useDraft, type Applying } from './draft.hooks'
import { DraftFooter, DraftNotes } from './editing'
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
  const editing = useDraft<RulesInForce, Rules>({ first: props.first, reload: props.onReload, undo: useUndoRules() })
  const { base, draft } = editing
  const [edit, setEdit] = useState<Edit>()
  const shown = draft ?? base.rules
  return (
    <Screen
      title={t.rules.title}
      footer={draft !== undefined && <DraftFooter onPreview={editing.preview} onDiscard={editing.discard} />}
      overlay={
        <>
          {edit !== undefined && (
            <RuleSheet
              edit={edit}
              rules={shown}
              branches={base.branches}
              onChange={editing.change}
              onClose={() => setEdit(undefined)}
            />
          )}
          {editing.isPreviewing && draft !== undefined && (
            <Preview rules={draft} version={base.version} applying={editing.applying} onClose={editing.closePreview} />
          )}
        </>
      }
    >
      <DraftNotes of={editing} />
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
  readonly applying: Applying<RulesInForce>
  readonly onClose: () => void
}) {
  const { rules, version, applying, onClose } = props
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
      onApply={() => apply.mutate({ rules, version }, applying)}
      onClose={onClose}
    />
  )
}
