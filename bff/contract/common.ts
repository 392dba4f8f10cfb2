import { z } from 'zod'
import { refusalCodes, remedyCodes } from './errors'

/** Opaque; a malformed one is simply not found. */
export const id = z.string().min(1).max(64)

/** ISO 8601, UTC. */
export const instant = z.iso.datetime()

/** A calendar day in the library's time zone, `2026-03-02`. */
export const day = z.iso.date()

/** Local time of day in the library's time zone, `08:30`; `24:00` is the end of the day. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

// eslint-disable-next-line no-control-regex -- control characters are exactly what must be refused
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** Text typed by a person: trimmed, bounded, without control characters. */
export const personText = (maxLength: number) =>
  z
    .string()
    .trim()
    .max(maxLength)
    .refine((text) => !controlCharacters.test(text), 'control characters')

/** Text in the library's languages; Chinese is the source, English falls back to it. */
export const bilingual = (maxLength: number) =>
  z.strictObject({ zh: personText(maxLength).min(1), en: personText(maxLength).optional() })

export const refusal = z.object({
  code: z.enum(refusalCodes),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  remedy: z.enum(remedyCodes).optional(),
  /** To staff only: the librarian who is told holds the permission to pass over it. */
  overridable: z.boolean().optional(),
})
export type Refusal = z.infer<typeof refusal>

/** Refusals that a librarian passes over; only those with the permission are (C1). */
export const override = z.array(z.enum(refusalCodes)).max(20).optional()

/** What was passed over, for staff. */
export const overridden = z.object({ at: instant, by: z.string(), codes: z.array(z.enum(refusalCodes)) })

/** A named thing of the library, localised by `Accept-Language`. */
export const named = z.object({ id, name: z.string() })

/** Paging of every list but search: `cursor` is the `next` of the page before. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(256).optional(),
}

export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.int().optional(), next: z.string().optional() })

export const done = z.strictObject({ ok: z.literal(true) })

export const errorAnswer = z.strictObject({
  error: z.strictObject({ code: z.string(), details: z.record(z.string(), z.unknown()), requestId: z.string() }),
})
