/**
 * Every error the API answers, with its HTTP status. The code is the key of the message in the app's languages and is
 * never renamed.
 */
export const errorStatus = {
  'request.invalid': 422,
  'request.too_large': 413,
  'request.unsupported_type': 415,
  'route.not_found': 404,
  'method.not_allowed': 405,
  'resource.not_found': 404,
  'auth.required': 401,
  'auth.invalid_credentials': 401,
  'auth.session_ended': 401,
  'auth.forbidden': 403,
  'auth.not_bound': 403,
  'auth.unavailable': 503,
  'demo.not_available': 404,
  'idempotency.mismatch': 422,
  'rate.limited': 429,
  'service.busy': 503,
  'service.database_away': 503,
  'service.starting': 503,
  'internal.error': 500,
  'booking.refused': 422,
  'booking.kind_changed': 409,
  'booking.not_possible_now': 409,
  'loan.refused': 422,
  'pass.invalid': 422,
  'pass.expired': 422,
  'pass.revoked': 422,
  'pass.too_many_tries': 429,
  'copy.unknown_barcode': 422,
  'copy.state_conflict': 409,
  'paging.claimed_by_other': 409,
  'paging.not_possible_now': 409,
  'reader.unknown_number': 422,
  'binding.refused': 422,
  'notice.stale': 409,
  'group_code.refused': 422,
} as const

export type ErrorCode = keyof typeof errorStatus

/** Why the library says no. All that apply are answered at once (rule C1). */
export const refusalCodes = [
  'title.not_bookable',
  'title.already_on_loan',
  'booking.already_open',
  'booking.limit_reached',
  'reader.blocked',
  'reader.card_expired',
  'reader.overdue',
  'pickup_point.closed',
  'pickup_point.not_for_branch',
  'slot.full',
  'slot.not_on_grid',
  'slot.too_soon',
  'visit.already_open',
  'loan.limit_reached',
  'loan.overdue',
  'loan.waited_for',
  'loan.cap_reached',
  'loan.not_open',
  'copy.reference_only',
  'copy.not_available',
  'copy.not_known',
  'copy.waited_for',
  'phase.service_off',
  'group.no_code',
  'group_code.not_an_image',
  'course.not_enrolled',
  'event.full',
  'binding.already_bound',
  'binding.proof_invalid',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** What the reader can do about a refusal; the app turns it into a sentence and, where it can, a button. */
export const remedyCodes = [
  'see_your_bookings',
  'see_your_loans',
  'cancel_a_booking',
  'return_overdue_books',
  'ask_the_desk',
  'renew_your_card',
  'choose_another_pickup_point',
  'choose_another_copy',
  'read_in_the_library',
  'request_a_scan',
  'suggest_a_purchase',
  'return_on_time',
  'wait_for_your_turn',
  'ask_by_enquiry',
  'enrol_in_the_course',
  'sign_in_again',
] as const

export type RemedyCode = (typeof remedyCodes)[number]
