import type { z } from 'zod'
import type { bookingExample, changeAuthor, loanExample, readerExample, ruleChange } from '../../contract/rule-changes'
import type { getRules, listRuleHistory, previewRules, rulesTouch } from '../../contract/rules'
import type { named } from '../../contract/common'
import { inLanguage, type Bilingual, type Language } from '../../domain/language'
import type { LoanView } from '../loans/loan-views.service'
import { presentTitleReferenceOrGone } from '../titles/titles.presenter'
import type { RuleChangeRecord } from './rule-changes.model'
import { calendarChangesBetween, ruleChangesBetween, type RuleChange } from './rule-changes.rules'
import type { EditedRules } from './rule-editing.service'
import type { BookingExample } from './booking-examples.service'
import type { RulesPreview } from './rule-preview.service'
import type { CountedBookings, CountedLoans, CountedReaders, RulesTouch } from './rule-touches.service'

export interface RulesView {
  readonly language: Language
  readonly branches: readonly { readonly _id: string; readonly name: Bilingual }[]
}

export function presentRules(
  { rules, version, lastChange }: EditedRules,
  { branches, language }: RulesView,
): z.infer<typeof getRules.response> {
  return {
    rules,
    version,
    branches: branches.map(({ _id, name }) => ({ id: _id, name: inLanguage(name, language) })),
    ...(lastChange ? { lastChange: presentAuthor(lastChange) } : {}),
  }
}

export function presentAuthor({ at, by }: RuleChangeRecord): z.infer<typeof changeAuthor> {
  return { at: at.toISOString(), account: by.account, name: by.name }
}

export function presentRulesPreview(preview: RulesPreview, view: RulesView): z.infer<typeof previewRules.response> {
  const { refusals, touches } = preview
  const changes = preview.changes.map((change) => presentRuleChange(change, view))
  if (!touches) return { refusals: [...refusals], changes }
  return {
    refusals: [...refusals],
    changes,
    touches: presentTouches(touches, view),
  }
}

function presentTouches(touches: RulesTouch, view: RulesView): z.infer<typeof rulesTouch> {
  const loans = ({ count, examples }: CountedLoans) => ({
    count,
    examples: examples.map((loan) => presentLoanExample(loan, view)),
  })
  const bookings = ({ count, examples }: CountedBookings) => ({
    count,
    examples: examples.map((booking) => presentBookingExample(booking, view.language)),
  })
  return {
    changedLoans: loans(touches.changedLoans),
    notRenewable: loans(touches.notRenewable),
    dueInVacation: loans(touches.dueInVacation),
    overLoanLimit: presentReaders(touches.overLoanLimit),
    overBookingLimit: presentReaders(touches.overBookingLimit),
    bookingsOverLimit: touches.overBookingLimit.excess,
    blockedByOverdue: presentReaders(touches.blockedByOverdue),
    blockedByFees: presentReaders(touches.blockedByFees),
    servedFromShelf: bookings(touches.servedFromShelf),
    changedRoutes: bookings(touches.changedRoutes),
    movesDates: false,
  }
}

function presentReaders({ count, examples }: CountedReaders) {
  return {
    count,
    examples: examples.map(({ reader, open, limit }): z.infer<typeof readerExample> => ({
      number: reader.number,
      category: reader.category,
      open,
      limit,
    })),
  }
}

export function presentLoanExample({ loan, title }: LoanView, view: RulesView): z.infer<typeof loanExample> {
  return {
    loanId: loan._id,
    title: presentTitleReferenceOrGone(title, loan.titleId),
    barcode: loan.barcode,
    branch: namedBranch(loan.branchId, view),
    dueAt: loan.dueAt.toISOString(),
    renewals: loan.renewals,
  }
}

export function presentBookingExample(
  { bookingId, titleId, title, point }: BookingExample,
  language: Language,
): z.infer<typeof bookingExample> {
  return {
    bookingId,
    title: presentTitleReferenceOrGone(title, titleId),
    pickupPoint: { id: point._id, name: inLanguage(point.name, language) },
  }
}

export function presentHistory(
  record: RuleChangeRecord,
  view: RulesView,
): z.infer<typeof listRuleHistory.response>['items'][number] {
  return {
    id: record._id,
    kind: record.kind,
    ...(record.branchId === null ? {} : { branch: namedBranch(record.branchId, view) }),
    version: record.version,
    action: record.action,
    at: record.at.toISOString(),
    by: record.by,
    changes: changesOf(record).map((change) => presentRuleChange(change, view)),
  }
}

/** Both sides were stored by the services of their kind, parsed by the contract: they are what their kind says. */
function changesOf({ kind, before, after }: RuleChangeRecord): RuleChange[] {
  if (kind === 'calendar') {
    // cast: see above
    return calendarChangesBetween(...([before, after] as Parameters<typeof calendarChangesBetween>))
  }
  // cast: see above
  return ruleChangesBetween(...([before, after] as Parameters<typeof ruleChangesBetween>))
}

export function presentRuleChange(change: RuleChange, view: RulesView): z.infer<typeof ruleChange> {
  const { branchId, toBranchId, ...scope } = change.scope
  return {
    part: change.part,
    kind: change.kind,
    scope: {
      ...scope,
      ...(branchId === undefined ? {} : { branch: namedBranch(branchId, view) }),
      ...(toBranchId === undefined ? {} : { toBranch: namedBranch(toBranchId, view) }),
    },
    fields: change.fields.map((field) => ({ ...field })),
  }
}

/** A branch that is gone is still named in the history, by its id. */
function namedBranch(id: string, { branches, language }: RulesView): z.infer<typeof named> {
  const branch = branches.find(({ _id }) => _id === id)
  return { id, name: branch ? inLanguage(branch.name, language) : id }
}
