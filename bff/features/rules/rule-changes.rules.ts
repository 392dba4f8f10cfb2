import type { LoanType } from '../../contract/copies'
import type { RuleField } from '../../contract/rule-changes'
import type { ReaderCategory } from '../../contract/session'
import { weekdays } from '../../contract/common'
import type { Calendar, OpeningWindow, Weekday } from '../../domain/calendar'
import type { Bilingual } from '../../domain/language'
import type { CirculationRules } from './circulation.rules'

type Value = string | number | boolean | null

/** One rule that was added, removed or changed, branches by their ids. */
export interface RuleChange {
  readonly part: keyof Parts | 'general' | 'weekly' | 'exceptions'
  readonly kind: 'added' | 'removed' | 'changed'
  readonly scope: RuleScope
  readonly fields: readonly { readonly name: RuleField; readonly before: Value; readonly after: Value }[]
}

interface RuleScope {
  readonly category?: ReaderCategory
  readonly loanType?: LoanType
  readonly branchId?: string
  readonly toBranchId?: string
  readonly from?: string
  readonly to?: string
  readonly weekday?: Weekday
}

type Parts = Pick<CirculationRules, 'loans' | 'limits' | 'onShelf' | 'vacations' | 'transitDays'>
type Fields = { readonly [F in RuleField]?: Value | undefined }

/** A rule as whom it is about and what it says. */
interface Line {
  readonly scope: RuleScope
  readonly fields: Fields
}

/** What differs between two sets of rules, rule by rule; the order of the rules says nothing. */
export function ruleChangesBetween(before: CirculationRules, after: CirculationRules): RuleChange[] {
  const general = compareFields(generalOf(before), generalOf(after))
  return [
    ...compare('loans', before.loans.map(loanLine), after.loans.map(loanLine)),
    ...compare('limits', before.limits.map(limitLine), after.limits.map(limitLine)),
    ...compare('onShelf', before.onShelf.map(onShelfLine), after.onShelf.map(onShelfLine)),
    ...compare('vacations', before.vacations.map(vacationLine), after.vacations.map(vacationLine)),
    ...compare('transitDays', before.transitDays.map(transitLine), after.transitDays.map(transitLine)),
    ...(general.length > 0 ? [{ part: 'general', kind: 'changed', scope: {}, fields: general } as const] : []),
  ]
}

/** What differs between two calendars, weekday by weekday and exception by exception (L4). */
export function calendarChangesBetween(before: Calendar, after: Calendar): RuleChange[] {
  const week = (calendar: Calendar) =>
    weekdays.map((weekday): Line => ({ scope: { weekday }, fields: { windows: spoken(calendar.weekly[weekday]) } }))
  return [
    ...compare('weekly', week(before), week(after)),
    ...compare('exceptions', before.exceptions.map(exceptionLine), after.exceptions.map(exceptionLine)),
  ]
}

function compare(part: RuleChange['part'], before: readonly Line[], after: readonly Line[]): RuleChange[] {
  const old = byScope(before)
  const next = byScope(after)
  return [
    ...before
      .filter((line) => !next.has(keyOf(line)))
      .map(({ scope, fields }) => ({ part, kind: 'removed' as const, scope, fields: compareFields(fields, {}) })),
    ...after.flatMap((line): RuleChange[] => {
      const known = old.get(keyOf(line))
      const fields = compareFields(known?.fields ?? {}, line.fields)
      if (known && fields.length === 0) return []
      return [{ part, kind: known ? 'changed' : 'added', scope: line.scope, fields }]
    }),
  ]
}

const byScope = (lines: readonly Line[]) => new Map(lines.map((line) => [keyOf(line), line]))
const keyOf = ({ scope }: Line) => JSON.stringify(scope)

function compareFields(before: Fields, after: Fields): RuleChange['fields'] {
  // cast: the keys of two records of rule fields
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as RuleField[]
  return names
    .map((name) => ({ name, before: before[name] ?? null, after: after[name] ?? null }))
    .filter((field) => field.before !== field.after)
}

function generalOf({ defaultTransitDays, pagingRoundMinutes, minimumWaitDays }: CirculationRules): Fields {
  return { defaultTransitDays, pagingRoundMinutes, minimumWaitDays }
}

function loanLine({ category, loanType, branchId, ...fields }: Parts['loans'][number]): Line {
  return { scope: scopeOf({ category, loanType, branchId }), fields }
}

function limitLine({ category, ...fields }: Parts['limits'][number]): Line {
  return { scope: scopeOf({ category }), fields }
}

function onShelfLine({ branchId, loanType, ...fields }: Parts['onShelf'][number]): Line {
  return { scope: scopeOf({ loanType, branchId }), fields }
}

function vacationLine({ from, to, dueOn, note }: Parts['vacations'][number]): Line {
  return { scope: { from, to }, fields: { dueOn, note: spokenNote(note) } }
}

function transitLine({ from, to, days }: Parts['transitDays'][number]): Line {
  return { scope: { branchId: from, toBranchId: to }, fields: { days } }
}

function exceptionLine({ from, to, windows, note }: Calendar['exceptions'][number]): Line {
  return { scope: { from, to }, fields: { windows: spoken(windows), note: spokenNote(note) } }
}

function spokenNote(note: Bilingual | undefined): string | null {
  return note ? [note.zh, note.en].filter(Boolean).join(' / ') : null
}

/** `08:00-12:00 13:00-22:00`; closed is empty. */
function spoken(windows: readonly OpeningWindow[]): string {
  return windows.map(({ opens, closes }) => `${opens}-${closes}`).join(' ')
}

function scopeOf(of: {
  readonly category?: ReaderCategory | null
  readonly loanType?: LoanType | null
  readonly branchId?: string | null
}): RuleScope {
  return {
    ...(of.category ? { category: of.category } : {}),
    ...(of.loanType ? { loanType: of.loanType } : {}),
    ...(of.branchId ? { branchId: of.branchId } : {}),
  }
}
