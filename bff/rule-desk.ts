import { createBookingFigures } from './features/bookings/booking-figures.service'
import { createFeeFigures } from './features/fees/fee-figures.service'
import { createLoanFigures } from './features/loans/loan-figures.service'
import { createCalendarsService } from './features/places/calendars.service'
import { createRuleEditing } from './features/rules/rule-editing.service'
import { createRuleHistory } from './features/rules/rule-history.service'
import { createBookingExamples } from './features/rules/booking-examples.service'
import { createRulePreviews } from './features/rules/rule-preview.service'
import { createRuleTouches } from './features/rules/rule-touches.service'
import type { ViewLoans } from './features/loans/loan-views.service'
import type { LoansService } from './features/loans/loans.service'
import type { PlacesService } from './features/places/places.service'
import type { ReadersService } from './features/readers/readers.service'
import type { RulesService } from './features/rules/rules.service'
import type { TitleReferences } from './features/titles/titles.service'
import type { Clock } from './infra/clock'

interface Parts {
  readonly clock: Clock
  readonly zone: string
  readonly rules: RulesService
  readonly places: PlacesService
  readonly readers: ReadersService
  readonly titles: TitleReferences
  readonly loans: LoansService
  readonly viewLoans: ViewLoans
}

/** What librarians change rules and calendars with. */
export function createRuleDesk(parts: Parts) {
  const history = createRuleHistory(parts)
  const figures = {
    loanFigures: createLoanFigures(),
    bookingFigures: createBookingFigures(),
    feeFigures: createFeeFigures(),
  }
  const bookingExamples = createBookingExamples({ ...parts, ...figures })
  const editing = createRuleEditing({ ...parts, history })
  return {
    ruleHistory: history,
    ruleEditing: editing,
    rulePreviews: createRulePreviews({
      ...parts,
      editing,
      touches: createRuleTouches({ ...parts, ...figures, bookingExamples }),
    }),
    calendars: createCalendarsService({ ...parts, ...figures, bookingExamples, history }),
  }
}
