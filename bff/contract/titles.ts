import { z } from 'zod'
import { endpoint } from './endpoint'
import { id, instant, listOf, named, personText, refusal } from './common'
import { copyStatuses, loanTypes } from './copies'
import { bookingKinds, pickupPointKinds } from './bookings'

/** Live, at most a second old; the booking itself is guarded by the database. */
const availability = z.object({
  /** Copies the library owns and has not lost or withdrawn. */
  copies: z.int(),
  /** On the shelf and free to be booked now. */
  available: z.int(),
  /** Unsuspended bookings that wait. */
  queue: z.int(),
})

export const titleForms = ['book', 'ebook', 'journal', 'thesis', 'score', 'audiovisual'] as const

/** A title as a list shows it. */
export const titleSummary = z.object({
  id,
  title: z.string(),
  subtitle: z.string().optional(),
  edition: z.string().optional(),
  authors: z.array(z.string()),
  publisher: z.string().optional(),
  year: z.int().optional(),
  isbns: z.array(z.string()),
  /** MARC language code, `chi`, `eng`. */
  language: z.string(),
  /** 中图法 notation, `TP311.12`; its first letter colours the cover. */
  class: z.string().optional(),
  form: z.enum(titleForms),
  availability,
})
export type TitleSummary = z.infer<typeof titleSummary>

const facet = z.array(z.object({ value: z.string(), label: z.string(), count: z.int() }))

const searchFields = ['any', 'title', 'author', 'subject', 'publisher', 'isbn', 'call_number'] as const
const searchSorts = ['relevance', 'newest', 'popular', 'title'] as const

/** Filters may be given several times: any of the values. */
const several = (item: z.ZodType<string>) =>
  z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(item).max(30)).optional()

export const searchTitles = endpoint({
  method: 'GET',
  path: '/titles',
  audience: 'public',
  summary: 'Search the catalogue',
  query: z.strictObject({
    q: personText(500).default(''),
    field: z.enum(searchFields).default('any'),
    branch: several(personText(64)),
    language: several(personText(8)),
    class: several(personText(32)),
    form: several(z.enum(titleForms)),
    yearFrom: z.coerce.number().int().min(0).max(9999).optional(),
    yearTo: z.coerce.number().int().min(0).max(9999).optional(),
    /** `true`: only what is on a shelf now (in the branches asked for). */
    available: z.stringbool().optional(),
    sort: z.enum(searchSorts).default('relevance'),
    page: z.coerce.number().int().min(1).max(500).default(1),
    size: z.coerce.number().int().min(1).max(50).default(20),
  }),
  response: z.object({
    total: z.int(),
    items: z.array(titleSummary),
    /** Counts under the query and all other filters. */
    facets: z.object({ branch: facet, language: facet, class: facet, form: facet, year: facet }),
    correction: z.string().optional(),
    tookMs: z.number(),
  }),
})

export const suggestTitles = endpoint({
  method: 'GET',
  path: '/titles/suggest',
  audience: 'public',
  summary: 'Completions while typing',
  query: z.strictObject({ q: personText(100).default('') }),
  response: z.object({
    items: z.array(
      z.object({
        text: z.string(),
        /** `query`: what others have searched, and found something. */
        kind: z.enum(['title', 'author', 'query']),
        titleId: z.string().optional(),
      }),
    ),
  }),
})

const copyOnPage = z.object({
  id,
  barcode: z.string(),
  part: z.string().optional(),
  floor: z.string(),
  area: z.string(),
  callNumber: z.string(),
  loanType: z.enum(loanTypes),
  status: z.enum(copyStatuses),
  /** When a lent copy is due. */
  dueAt: instant.optional(),
})

export const titleDetail = z.object({
  ...titleSummary.shape,
  contributors: z.array(z.object({ name: z.string(), role: z.enum(['author', 'editor', 'translator']) })),
  place: z.string().optional(),
  pages: z.string().optional(),
  series: z.string().optional(),
  originalTitle: z.string().optional(),
  /** Words for `language` and `form`; the first is left out where no record says it. */
  languageName: z.string().optional(),
  formName: z.string(),
  /** By which it is known as well: romanised, parallel, on the cover. */
  otherTitles: z.array(z.string()).optional(),
  subjects: z.array(z.string()),
  summary: z.string().optional(),
  /** The table of contents, one entry or section a line. */
  contents: z.string().optional(),
  /** The bookable units; one with `part` absent for an ordinary title. */
  units: z.array(z.object({ part: z.string().optional(), availability })),
  holdings: z.array(z.object({ branch: named, copies: z.array(copyOnPage) })),
  /** No copy can serve, or none is there and the wait is long: the way on is to suggest that the library buys it (荐购). */
  suggestPurchase: z.boolean(),
  electronic: z.array(z.object({ label: z.string(), url: z.string(), access: z.enum(['campus', 'open']) })),
  courses: z.array(z.object({ id, name: z.string(), department: z.string() })),
  /** Of the same work: newer and older, other forms, translations and their original; the newest first, at most six. */
  editions: z.array(titleSummary),
  /** Others of its series, the most used first, at most six. */
  inSeries: z.object({ name: z.string(), items: z.array(titleSummary) }).optional(),
  /** Similar ones: of its class, first those with its authors and subjects; never an edition of the same work. */
  related: z.array(titleSummary),
})
export type TitleDetail = z.infer<typeof titleDetail>

export const getTitle = endpoint({
  method: 'GET',
  path: '/titles/:id',
  audience: 'public',
  summary:
    'One title with its copies by branch, electronic versions, courses, other editions, series and similar titles',
  response: titleDetail,
})

export const getTitleByIsbn = endpoint({
  method: 'GET',
  path: '/titles/by-isbn/:isbn',
  audience: 'public',
  summary: 'The title of an ISBN, typed or scanned, in any punctuation',
  response: titleDetail,
})

const citationStyles = ['gbt7714', 'bibtex', 'ris'] as const

export const listCitations = endpoint({
  method: 'GET',
  path: '/titles/:id/citations',
  audience: 'public',
  summary: 'The title as it is cited: GB/T 7714-2015, BibTeX, RIS',
  response: z.object({ items: z.array(z.object({ style: z.enum(citationStyles), text: z.string() })) }),
})

export const listNearbyTitles = endpoint({
  method: 'GET',
  path: '/titles/:id/nearby',
  audience: 'public',
  summary: 'What stands beside the title on a shelf, in the order of the shelf',
  /** Of the branch asked for, else of the first that has the title. */
  query: z.strictObject({ branch: personText(64).optional() }),
  response: z.object({
    /** Absent where no copy has a place on a shelf. */
    shelf: z.object({ branch: named, floor: z.string(), area: z.string() }).optional(),
    /** All branches on whose shelves it has a place. */
    branches: z.array(named),
    /** At most four before the title, itself, and four behind. */
    items: z.array(z.object({ ...titleSummary.shape, callNumber: z.string(), isThis: z.boolean() })),
  }),
})

export const getBookingOptions = endpoint({
  method: 'GET',
  path: '/titles/:id/booking-options',
  audience: 'reader',
  summary: 'Before the tap: what kind of booking it would be, when and where it will be ready, or why not',
  query: z.strictObject({ part: personText(40).optional(), copyId: id.optional() }),
  response: z.object({
    kind: z.enum(bookingKinds),
    /** Every reason at once (C1); empty when a booking is possible. */
    refusals: z.array(refusal),
    queue: z.object({
      length: z.int(),
      /** Rule B17; absent when there is no data. */
      expectedWaitDays: z.number().optional(),
    }),
    pickupPoints: z.array(
      z.object({
        id,
        name: z.string(),
        kind: z.enum(pickupPointKinds),
        branch: named,
        /** The promise for a page; absent for a hold. */
        readyBy: instant.optional(),
        /** How many days the book will be kept once ready. */
        pickupDays: z.int(),
        /** Why this place cannot be chosen now. */
        refusals: z.array(refusal),
      }),
    ),
  }),
})

export const listNewTitles = endpoint({
  method: 'GET',
  path: '/titles/new',
  audience: 'public',
  summary: 'New arrivals',
  response: listOf(titleSummary),
})

export const listPopularTitles = endpoint({
  method: 'GET',
  path: '/titles/popular',
  audience: 'public',
  summary: 'Most borrowed in the last 90 days',
  response: listOf(titleSummary),
})
