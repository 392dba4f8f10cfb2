import type { z } from 'zod'
import * as bookings from './bookings'
import * as calendars from './calendars'
import * as consultationGroups from './consultation-groups'
import * as courses from './courses'
import * as demand from './demand'
import * as desk from './desk'
import * as fees from './fees'
import * as guide from './guide'
import * as health from './health'
import * as home from './home'
import * as loans from './loans'
import * as messages from './messages'
import * as notices from './notices'
import * as passes from './passes'
import * as places from './places'
import * as privacy from './privacy'
import * as promises from './promises'
import * as purchaseSuggestions from './purchase-suggestions'
import * as queues from './queues'
import * as readerAccounts from './reader-accounts'
import * as selfCheckout from './self-checkout'
import * as rules from './rules'
import * as session from './session'
import * as titles from './titles'
import * as transit from './transit'
import * as visits from './visits'
import type { EndpointSpec } from './endpoint'

/** Every call of the API, in the order of the documentation. */
export const endpoints = [
  health.getLiveness,
  health.getReadiness,
  session.listDemoAccounts,
  session.signIn,
  session.bindReader,
  session.refreshSession,
  session.signOut,
  session.getMe,
  privacy.getPrivacy,
  privacy.changePrivacy,
  privacy.listAccountViews,
  privacy.getOwnData,
  privacy.eraseOwnData,
  home.getHome,
  titles.searchTitles,
  titles.suggestTitles,
  titles.listNewTitles,
  titles.listPopularTitles,
  titles.getTitleByIsbn,
  titles.getTitle,
  titles.listCitations,
  titles.listNearbyTitles,
  titles.getBookingOptions,
  bookings.placeBooking,
  bookings.listBookings,
  bookings.getBooking,
  bookings.changeBooking,
  bookings.cancelBooking,
  places.listPickupPoints,
  visits.listSlots,
  visits.placeVisit,
  visits.listVisits,
  visits.getVisit,
  visits.changeVisit,
  visits.cancelVisit,
  visits.arriveForVisit,
  passes.getPickupPass,
  passes.delegatePickup,
  passes.listDelegatedPasses,
  passes.withdrawDelegatedPass,
  loans.listLoans,
  loans.renewAllLoans,
  loans.renewLoan,
  selfCheckout.selfCheckout,
  selfCheckout.getGateReceipt,
  selfCheckout.listPlaceCodes,
  selfCheckout.checkGateReceipt,
  desk.listPaging,
  desk.claimPaging,
  desk.releasePaging,
  desk.reportNotFound,
  desk.checkIn,
  desk.handOver,
  desk.checkOut,
  desk.placeDeskBooking,
  desk.listShelf,
  desk.putBack,
  transit.listTransit,
  queues.listQueue,
  queues.prioritiseBooking,
  promises.listPromises,
  purchaseSuggestions.suggestPurchase,
  purchaseSuggestions.listPurchaseSuggestions,
  purchaseSuggestions.listSuggestionsForStaff,
  purchaseSuggestions.decidePurchaseSuggestion,
  demand.listNotFound,
  visits.listArrivals,
  visits.stageVisit,
  visits.streamDesk,
  readerAccounts.getReaderAccount,
  fees.listFees,
  fees.recordFee,
  fees.payFee,
  fees.waiveFee,
  fees.refundFee,
  fees.reportLost,
  messages.listMessages,
  messages.readMessage,
  notices.listNotices,
  notices.getNotice,
  notices.previewNotice,
  notices.publishNotice,
  notices.getNoticeSource,
  notices.correctNotice,
  notices.withdrawNotice,
  guide.getGuide,
  guide.getPhase,
  courses.listCourses,
  courses.getCourse,
  consultationGroups.listConsultationGroups,
  consultationGroups.getConsultationGroup,
  consultationGroups.joinConsultationGroup,
  consultationGroups.listDeskGroups,
  consultationGroups.uploadGroupCode,
  consultationGroups.withdrawGroupCode,
  rules.getRules,
  rules.previewRules,
  rules.applyRules,
  rules.revertRules,
  rules.listRuleHistory,
  calendars.getCalendar,
  calendars.previewCalendar,
  calendars.applyCalendar,
  calendars.revertCalendar,
] as const satisfies readonly EndpointSpec[]

type AnyEndpoint = (typeof endpoints)[number]

/** `'POST /bookings'`: the value that is sent and the key of its types. */
export type OperationOf<E extends EndpointSpec> = `${E['method']} ${E['path']}`
export type Operation = OperationOf<AnyEndpoint>

type EndpointOf<O extends Operation> = Extract<AnyEndpoint, { method: MethodOf<O>; path: PathOf<O> }>
type MethodOf<O extends string> = O extends `${infer M} ${string}` ? M : never
type PathOf<O extends string> = O extends `${string} ${infer P}` ? P : never

type ParamNames<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never

/** The named parameters of a path: `{ id: string }`. */
export type ParamsOf<P extends string> = Readonly<Record<ParamNames<P>, string>>

type Part<Key extends string, E, Schema> = Key extends keyof E ? { [K in Key]: Schema } : { [K in Key]?: never }

type ParamsPart<P extends string> = [ParamNames<P>] extends [never]
  ? { readonly params?: never }
  : { readonly params: ParamsOf<P> }

type InputOf<T> = T extends z.ZodType ? z.input<T> : never

type QueryPart<E> = E extends { query: infer Q } ? { readonly query?: InputOf<Q> } : { readonly query?: never }

/** What a caller gives: `{ params, query, body }`, as far as the call takes them. An upload's body is bytes. */
export type RequestOf<O extends Operation> = ParamsPart<PathOf<O>> &
  QueryPart<EndpointOf<O>> &
  (EndpointOf<O> extends { upload: object }
    ? { readonly body: ArrayBuffer; readonly contentType: string }
    : Part<'body', EndpointOf<O>, EndpointOf<O> extends { body: infer B } ? InputOf<B> : never>)

/** What a call answers, as it is in JSON. */
export type ResponseOf<O extends Operation> =
  EndpointOf<O> extends { response: infer R extends z.ZodType } ? z.output<R> : never
