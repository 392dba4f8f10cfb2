import { z } from 'zod'
import { endpoint } from './endpoint'
import { id, instant, listOf, named, overridden, override, pageQuery, personText, refusal } from './common'
import { booking, pickupPointReference, placeBooking, titleReference } from './bookings'
import { feeStatuses } from './fees'
import { loan } from './loans'

export const pagingEntry = z.object({
  bookingId: id,
  title: titleReference,
  part: z.string().optional(),
  copy: z.object({
    barcode: z.string(),
    branch: named,
    floor: z.string(),
    area: z.string(),
    callNumber: z.string(),
  }),
  pickupPoint: pickupPointReference,
  claimedBy: z.object({ account: z.string(), name: z.string(), at: instant }).optional(),
  placedAt: instant,
  readyBy: instant.optional(),
})
export type PagingEntry = z.infer<typeof pagingEntry>

export const listPaging = endpoint({
  method: 'GET',
  path: '/desk/paging-list',
  audience: 'staff',
  summary: 'What to fetch, in shelf-walk order: branch, floor, call number (D2)',
  query: z.strictObject({ branch: id.optional(), ...pageQuery }),
  response: listOf(pagingEntry),
})

export const claimPaging = endpoint({
  method: 'POST',
  path: '/desk/paging-list/:bookingId/claim',
  audience: 'staff',
  summary: 'I fetch this one; with `takeOver` also when a colleague has it',
  body: z
    .strictObject({ takeOver: z.boolean().default(false) })
    .default({ takeOver: false })
    .unwrap(),
  response: pagingEntry,
  errors: ['paging.claimed_by_other', 'paging.not_possible_now'],
})

export const releasePaging = endpoint({
  method: 'POST',
  path: '/desk/paging-list/:bookingId/release',
  audience: 'staff',
  summary: 'Give it back to the list',
  response: pagingEntry,
  errors: ['paging.claimed_by_other', 'paging.not_possible_now'],
})

export const reportNotFound = endpoint({
  method: 'POST',
  path: '/desk/paging-list/:bookingId/not-found',
  audience: 'staff',
  summary: 'Not on the shelf: the copy is missing, the next one is tried at once (B13)',
  body: z.strictObject({
    /** The copy that was looked for: a repeat after a new copy was assigned changes nothing. */
    barcode: personText(64).optional(),
  }),
  response: z.object({
    outcome: z.enum(['another_copy', 'queued', 'unfilled']),
    next: pagingEntry.optional(),
  }),
  errors: ['paging.not_possible_now'],
})

/** `keep_at_desk`: no compartment of the locker is free (V4); the book waits at the desk, kept for its reader. */
const checkInOutcomes = ['shelve_for_pickup', 'send', 'reshelve', 'quarantine', 'keep_at_desk'] as const

/** What is wrong with the clock of the phone that scanned. */
const scanClockCodes = ['scan.clock_ahead'] as const

export const checkIn = endpoint({
  method: 'POST',
  path: '/desk/check-in',
  audience: 'staff',
  summary: 'One scan: a return, a fetched book, an arrival or a book to clear (D1)',
  body: z.strictObject({
    barcode: personText(64).min(1),
    pickupPointId: id,
    /** When it was scanned, if the desk was offline (D3): never in the future, at most seven days ago. */
    scannedAt: instant.optional(),
  }),
  response: z.object({
    outcome: z.enum(checkInOutcomes),
    title: titleReference,
    copy: z.object({ barcode: z.string(), callNumber: z.string(), floor: z.string(), area: z.string() }),
    /** Whom it is for; desk staff see the reader's number, others never. */
    booking: z
      .strictObject({ ...booking.shape, reader: z.object({ number: z.string(), name: z.string() }) })
      .optional(),
    /** The loan that this scan ended. */
    loan: loan.optional(),
    /** It had been lost: what becomes of its replacement (L5). */
    fee: z.object({ id, amountCents: z.int(), status: z.enum(feeStatuses) }).optional(),
    /** Where to carry it. */
    to: named.optional(),
    /** The compartment of the locker into which it goes (V4). */
    compartment: z.string().optional(),
    /** Why it is kept at the desk, and what to do about it. */
    refusals: z.array(refusal).optional(),
    /** The phone's clock is ahead: what was taken for the time of the scan instead (D3). */
    clock: z.object({ code: z.enum(scanClockCodes), taken: instant }).optional(),
  }),
  errors: ['copy.unknown_barcode', 'copy.state_conflict', 'scan.too_old'],
})

export const collectors = ['reader', 'delegate'] as const

const handedOverItem = z.object({
  bookingId: id,
  title: titleReference,
  barcode: z.string(),
  result: z.enum(['handed_over', 'refused']),
  loan: loan.optional(),
  refusals: z.array(refusal).optional(),
})

export const handOver = endpoint({
  method: 'POST',
  path: '/desk/hand-over',
  audience: 'staff',
  summary:
    'Everything that is ready here for the holder of the pass, or what a delegated pass names (P3); the same scan gives the same receipt (P2)',
  body: z
    .strictObject({
      /** The pass as scanned, or its eight digits. */
      pass: personText(2000).min(1).optional(),
      readerNumber: personText(64).min(1).optional(),
      pickupPointId: id,
      override,
    })
    .refine((body) => (body.pass === undefined) !== (body.readerNumber === undefined), {
      message: 'give either pass or readerNumber',
      path: ['pass'],
    }),
  response: z.object({
    receiptId: z.string(),
    /** Whose the loans are, whoever came. */
    reader: z.object({ number: z.string(), name: z.string() }),
    /** `delegate`: somebody came with a delegated pass (P3). */
    collectedBy: z.enum(collectors),
    at: instant,
    items: z.array(handedOverItem),
    /** Ready for this reader at other places; of a delegated pass, only what it names. */
    elsewhere: z.array(z.object({ bookingId: id, title: titleReference, pickupPoint: named })),
  }),
  errors: ['pass.invalid', 'pass.expired', 'pass.revoked', 'pass.used', 'pass.too_many_tries', 'reader.unknown_number'],
})

export const checkOut = endpoint({
  method: 'POST',
  path: '/desk/check-out',
  audience: 'staff',
  summary: 'Lend one copy to a reader at the desk',
  body: z.strictObject({ readerNumber: personText(64).min(1), barcode: personText(64).min(1), override }),
  response: loan,
  errors: ['loan.refused', 'copy.unknown_barcode', 'reader.unknown_number'],
})

export const placeDeskBooking = endpoint({
  method: 'POST',
  path: '/desk/bookings',
  audience: 'staff',
  summary: 'Book for a reader who stands at the desk or calls',
  body: z.strictObject({ ...placeBooking.body.shape, readerNumber: personText(64).min(1), override }),
  response: booking.extend({ override: overridden.optional() }),
  status: 201,
  errors: ['booking.refused', 'booking.kind_changed', 'reader.unknown_number'],
})

export const listShelf = endpoint({
  method: 'GET',
  path: '/desk/shelf',
  audience: 'staff',
  summary: 'The pickup shelf: ready for readers, and to clear',
  query: z.strictObject({ pickupPointId: id, ...pageQuery }),
  response: z.object({
    ready: z.array(
      z.object({
        bookingId: id,
        title: titleReference,
        barcode: z.string(),
        reader: z.object({ number: z.string(), name: z.string() }),
        pickupDeadline: instant,
        compartment: z.string().optional(),
      }),
    ),
    toClear: z.array(
      z.object({
        title: titleReference,
        barcode: z.string(),
        callNumber: z.string(),
        compartment: z.string().optional(),
      }),
    ),
    next: z.string().optional(),
  }),
})

export const putBack = endpoint({
  method: 'POST',
  path: '/desk/bookings/:id/put-back',
  audience: 'staff',
  summary: 'Take a ready or travelling booking back to the front of its queue (B3 put back)',
  response: booking,
  errors: ['booking.not_possible_now'],
})
