import { canServe } from '../bookings/bookings.rules'
import { countedQuery } from '../demand/demand.rules'
import { isOnShelfBookable, limitsFor } from '../rules/rules.rules'
import type { RulesService } from '../rules/rules.service'
import * as queries from './verify.queries'
import * as visitQueries from './verify-visits.queries'
import { findOrphanedCopies } from './verify-catalogue.queries'
import { findOverusedPasses } from './verify-passes.queries'
import {
  findForgottenTooSoon,
  findOwedByNobody,
  findTellingReceipts,
  findTellingSearches,
  type CountedSearch,
  findTellingSuggestions,
} from './verify-privacy.queries'
import { findBadSuggestions, findOverlappingExceptions, findUnrecordedRules } from './verify-rules.queries'

export interface Finding {
  readonly rule: string
  readonly says: string
  readonly violations: readonly queries.Violation[]
}

type IsBroken = (row: queries.Violation) => boolean

/** Rule, what it promises, where to look; and where rules decide, whether a row that was found breaks them after all. */
type Check = readonly [rule: string, says: string, find: () => readonly queries.Look[], judge?: () => Promise<IsBroken>]

export type VerifyService = ReturnType<typeof createVerifyService>

/** The invariants of circulation over the whole database at one instant (B9). Every figure should be empty, always. */
export function createVerifyService(deps: { readonly rules: RulesService }) {
  async function overLimit(): Promise<IsBroken> {
    const { rules } = await deps.rules.current()
    const since = await deps.rules.limitsSince()
    return (row) => {
      const { category, count, newest } = row as queries.OpenBookings // what countOpenBookings projects
      // what was placed under a higher limit stays (L1)
      return count > limitsFor(rules, category).openBookings && (since === null || newest > since)
    }
  }

  async function idle(): Promise<IsBroken> {
    const rules = await deps.rules.read()
    return (row) => {
      const { requestedCopyId, copy } = row as queries.IdleCopy // what findIdleCopies projects
      const { _id, branchId, loanType } = copy
      return canServe({ requestedCopyId }, { _id, loanType }) && isOnShelfBookable(rules, branchId, loanType)
    }
  }

  function tellsWho(): Promise<IsBroken> {
    return Promise.resolve((row) => {
      const { _id, day, query } = row as CountedSearch // what findTellingSearches projects
      return _id !== `${day} ${query}` || countedQuery(query) !== query
    })
  }

  const checks: readonly Check[] = [
    ['B3', 'what a status carries with it is there, and the history ends with it', queries.findIncompleteBookings],
    ['B4', 'one open booking per reader and title', queries.findDoubleBookings],
    ['B4', 'nobody waits for a book they have on loan', queries.findBookingsOfOwnLoans],
    ['B5', 'one captured booking and one open loan per copy', queries.findSharedCopies],
    ['B6', 'no reader has more open bookings than the limit', queries.countOpenBookings, overLimit],
    ['B7', 'no copy stands idle while a booking that it can serve waits', queries.findIdleCopies, idle],
    ['B8', 'every place in a queue is taken once', queries.findSharedPlaces],
    ['B9', 'a captured booking and its copy say the same', queries.findBookingsAgainstCopies],
    ['B9', 'a fetched or ready copy has its booking', queries.findCopiesWithoutBooking],
    ['B9', 'a copy on the road says from where to where', visitQueries.findLostOnTheRoad],
    ['B6', 'a slot counts its open visits, and never more than its capacity', visitQueries.findMiscountedSlots],
    ['V2', 'one open visit per reader and pickup point', visitQueries.findDoubleVisits],
    ['V2', 'an open visit and its books say the same', visitQueries.findVisitsAgainstBookings],
    ['V2', 'a ready book is in the visit that it names', visitQueries.findBookingsWithoutVisit],
    ['V4', 'a compartment holds one book that lies there', visitQueries.findMisplacedInLockers],
    ['X1', 'whatever is open has its reader', findForgottenTooSoon],
    ['X1', 'a loan that money is still to be moved for has its reader', findOwedByNobody],
    ['X1', 'a receipt without its reader does not tell who it was', findTellingReceipts],
    ['X1', 'a suggestion without its reader does not tell who it was', findTellingSuggestions],
    ['X1', 'a counted search says what was searched, and nobody’s number', findTellingSearches, tellsWho],
    ['P3', 'a delegated pass hands over once, and only what it names', findOverusedPasses],
    [
      'L5',
      'a lost copy has no open loan, and a lost loan no copy that is still on loan for it',
      queries.findLostAndLent,
    ],
    ['L5', 'a fee is what its history says, and nobody owes for a book that was found', queries.findBadFees],
    ['L3', 'a recalled loan is due no later than before, and not below what was guaranteed', queries.findBadRecalls],
    ['L1', 'rules and calendars are what their last change left', findUnrecordedRules],
    ['L4', 'one exception of a calendar at most holds for a day', findOverlappingExceptions],
    ['荐购', 'one suggestion per reader and title, and a decision says when and why', findBadSuggestions],
    ['B9', 'a copy is on loan exactly when a loan is open', queries.findLoansAgainstCopies],
  ]

  /** The title of every copy is looked up: too much to be done every few minutes beside the readers. */
  const thoroughChecks: readonly Check[] = [['馆藏', 'a copy in the collection has its title', findOrphanedCopies]]

  async function verify({ isThorough = true } = {}): Promise<Finding[]> {
    const wanted = isThorough ? [...checks, ...thoroughChecks] : checks
    const looks = wanted.map(([, , find]) => find())
    const found = await queries.lookAtOnce(looks.flat())
    const findings: Finding[] = []
    for (const [n, [rule, says, , judge]] of wanted.entries()) {
      const rows = found.splice(0, looks[n]?.length).flat()
      // read only now: whoever booked before the look did so under rules that are known by now
      findings.push({ rule, says, violations: judge ? rows.filter(await judge()) : rows })
    }
    return findings
  }

  return { verify }
}
