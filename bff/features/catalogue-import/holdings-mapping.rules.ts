import { z } from 'zod'
import { loanTypes, type CopyStatus } from '../../contract/copies'

/** A status that a copy can have before anybody here has touched it; loans and bookings are never imported. */
export const importableStatuses = [
  'available',
  'on_order',
  'in_process',
  'missing',
  'lost',
  'withdrawn',
] as const satisfies CopyStatus[]

const code = z.string().regex(/^[0-9A-Za-z]$/, 'a subfield code is one letter or digit')
/** One subfield, or several whose values are joined. */
const codes = z.union([code, z.array(code).min(1)]).transform((value) => (typeof value === 'string' ? [value] : value))

const holdingsField = z.strictObject({
  tag: z.string().regex(/^[0-9A-Za-z]{3}$/, 'a tag has three characters'),
  /** Repeated in one field: several copies with the same shelf mark. */
  barcode: code,
  branch: code.optional(),
  /** A place that `locations` explains. */
  location: code.optional(),
  callNumber: codes.optional(),
  floor: code.optional(),
  area: code.optional(),
  loanType: code.optional(),
  status: code.optional(),
  /** 上册, 下册: of a title whose parts are lent one by one. */
  part: code.optional(),
})

const place = z.strictObject({
  branch: z.string().optional(),
  floor: z.string().optional(),
  area: z.string().optional(),
  loanType: z.enum(loanTypes).optional(),
})

/** How one library writes its holdings; see docs/import-mapping.md. Unknown keys are mistakes, so they are refused. */
export const holdingsMapping = z.strictObject({
  fields: z.array(holdingsField).min(1),
  callNumberSeparator: z.string().max(3).default('/'),
  /** What stands in the records, by what it is called here: the id of the branch. */
  branches: z.record(z.string(), z.string()).default({}),
  locations: z.record(z.string(), place).default({}),
  loanTypes: z.record(z.string(), z.enum(loanTypes)).default({}),
  statuses: z.record(z.string(), z.enum(importableStatuses)).default({}),
  /** For whatever a field does not say. */
  defaults: place.default({}),
})
export type HoldingsMapping = z.infer<typeof holdingsMapping>
export type HoldingsField = z.infer<typeof holdingsField>

/** The usual forms: 905 of CALIS, 852 of MARC21, 949 of Innovative and Sirsi, 952 of Koha. */
export const usualMapping: HoldingsMapping = holdingsMapping.parse({
  fields: [
    { tag: '905', barcode: 'b', branch: 'a', callNumber: ['d', 'e'], part: 'v' },
    { tag: '852', barcode: 'p', branch: 'b', area: 'c', callNumber: ['h', 'i'] },
    { tag: '949', barcode: 'i', branch: 'm', area: 'l', callNumber: 'a' },
    { tag: '952', barcode: 'p', branch: 'a', area: 'c', callNumber: 'o' },
  ],
})
