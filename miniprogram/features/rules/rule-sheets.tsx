import { useState } from 'react'
import { useText, type Texts } from '../../i18n/text'
import { confirm } from '../../lib/feedback'
import { useSettings, type Language } from '../../lib/settings'
import { draftedIn, newRule, withoutRule, withRule, type Drafted, type ListPart } from './drafted'
import type { SheetFrame } from './field-sheet'
import { GeneralSheet, WaysSheet } from './general-sheets'
import { RuleForm } from './rule-forms'
import type { Rules, RulesInForce } from './rules.hooks'
import { aboutRule, aboutVacation, linesOf } from './says'
import { ScopeSheet } from './scope-sheet'
import { holdingFor, isFallback, type Scope } from './scopes'

/** What is being edited: a rule at its place, a new one, the ways from a branch, or what holds in general. */
export type Edit =
  | { readonly kind: 'rule'; readonly part: ListPart; readonly n: number }
  | { readonly kind: 'new'; readonly part: ListPart }
  | { readonly kind: 'ways'; readonly from: RulesInForce['branches'][number] }
  | { readonly kind: 'general' }

interface SheetProps {
  readonly rules: Rules
  readonly branches: RulesInForce['branches']
  readonly onChange: (rules: Rules) => void
  readonly onClose: () => void
}

/** The sheet for what is being edited; the set of rules that it leaves behind. */
export function RuleSheet({ edit, ...props }: SheetProps & { readonly edit: Edit }) {
  if (edit.kind === 'rule') return <KnownRule {...props} part={edit.part} n={edit.n} />
  if (edit.kind === 'new') return <NewRule {...props} part={edit.part} />
  if (edit.kind === 'ways') return <WaysSheet {...props} from={edit.from} />
  return <GeneralSheet {...props} />
}

function KnownRule(props: SheetProps & { readonly part: ListPart; readonly n: number }) {
  const { rules, branches, part, n, onChange, onClose } = props
  const t = useText()
  const { language } = useSettings()
  const of: Drafted | undefined = draftedIn(rules, part)[n]
  if (of === undefined) return null
  const isKept = of.part !== 'vacations' && isFallback(of.part, of.rule)
  const naming = { branches, language, t }
  const remove = async () => {
    const { removeTitle: title, removeYes: yes } = t.rules
    if (!(await confirm({ title, text: removalText(of, rules, naming), yes, no: t.common.cancel }))) return
    onChange(withoutRule(rules, part, n))
    onClose()
  }
  const frame: SheetFrame = {
    title: titleOf(of, naming),
    note: isKept ? t.rules.fallback : undefined,
    onRemove: isKept ? undefined : () => void remove(),
    onClose,
  }
  return <RuleForm of={of} frame={frame} onKeep={(kept) => onChange(withRule(rules, kept, n))} />
}

function NewRule(props: SheetProps & { readonly part: ListPart }) {
  const { rules, branches, part, onChange, onClose } = props
  const t = useText()
  const { language } = useSettings()
  const [scope, setScope] = useState<Scope>()
  if (part !== 'vacations' && scope === undefined)
    return <ScopeSheet part={part} rules={rules} branches={branches} onChoose={setScope} onClose={onClose} />
  const of = part === 'vacations' ? newVacation : newRule(rules, part, scope ?? {})
  if (of === undefined) return null
  const title = of === newVacation ? t.rules.addTitles.vacations : titleOf(of, { branches, language, t })
  return <RuleForm of={of} frame={{ title, onClose }} onKeep={(kept) => onChange(withRule(rules, kept))} />
}

const newVacation: Drafted = { part: 'vacations', rule: { from: '', to: '', dueOn: '' } }

interface Naming {
  readonly branches: RulesInForce['branches']
  readonly language: Language
  readonly t: Texts
}

/** Which rule it is, in the words of its card. */
function titleOf(of: Drafted, naming: Naming): string {
  const { language, t } = naming
  if (of.part === 'vacations') return aboutVacation(of.rule, language, t)
  const about = aboutRule(of.part, of.rule, naming)
  return of.part === 'loans' ? about : t.rules.ruleOf(t.rules.parts[of.part], about)
}

/** What is said before a rule is removed: which one, and what holds instead. */
function removalText(of: Drafted, rules: Rules, naming: Naming): string {
  const { t } = naming
  const title = titleOf(of, naming)
  if (of.part === 'vacations') return t.rules.removeVacationText(title)
  const { part } = of
  const others: readonly Scope[] = rules[part].filter((rule) => rule !== of.rule)
  const instead = holdingFor(part, others, of.rule)
  const like = draftedIn(rules, part).find(({ rule }) => rule === instead)
  if (instead === undefined || like === undefined) return title
  return t.rules.removeText(title, aboutRule(part, instead, naming), linesOf(like, t)[0] ?? '')
}
