import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { isbn13CheckDigit } from '../infra/search/isbn'
import { loanTypes } from '../contract/copies'

const isbn13 = z
  .string()
  .regex(/^97[89]\d{10}$/)
  .refine((isbn) => isbn13CheckDigit(isbn.slice(0, 12)) === isbn.slice(12), 'wrong check digit')

const word = z.string().trim().min(1)

/** What is known of one title: facts from the book itself, subjects and summary in our own words. */
const titleFacts = z.strictObject({
  /** Stable: the first ISBN, else a slug. */
  key: word,
  title: word,
  subtitle: word.optional(),
  edition: word.optional(),
  /** Volumes that are lent, waited for and counted one by one (B1). */
  parts: z.array(word).min(2).optional(),
  authors: z.array(z.strictObject({ name: word, role: z.enum(['author', 'editor', 'translator']) })).min(1),
  publisher: word.optional(),
  place: word.optional(),
  year: z.int().min(1900).max(2030).optional(),
  pages: z.int().positive().optional(),
  series: word.optional(),
  originalTitle: word.optional(),
  isbns: z.array(isbn13),
  /** MARC language code. */
  language: z.enum(['chi', 'eng']),
  /** 中图法 notation, `TP311.12`. */
  class: z.string().regex(/^[A-KN-VXZ][\dA-Z.\-=]*$/),
  /** Second line of the spine label: it orders the books of one class by author. */
  authorMark: z.string().regex(/^[A-Z]\d{3}$/),
  subjects: z.array(word).min(2).max(4),
  summary: word.optional(),
  electronic: z
    .array(z.strictObject({ label: word, url: z.url(), access: z.enum(['campus', 'open']) }))
    .min(1)
    .optional(),
  /** 0 (hardly ever asked for) to 100: how many copies there are and how many people want them. */
  popularity: z.int().min(0).max(100),
})
export type TitleFacts = z.infer<typeof titleFacts>

const reserveFacts = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('print'),
    title: word,
    part: word.optional(),
    isRequired: z.boolean(),
    loanType: z.enum(loanTypes).optional(),
  }),
  z.strictObject({ kind: z.literal('electronic'), title: word, isRequired: z.boolean() }),
  z.strictObject({ kind: z.literal('link'), label: word, url: z.url(), isRequired: z.boolean() }),
])

const courseFacts = z.strictObject({
  code: z.string().regex(/^[A-Z]{4}\d{4}$/),
  name: z.strictObject({ zh: word, en: word }),
  department: word,
  teachers: z.array(word).min(1),
  reserves: z.array(reserveFacts).min(1),
})
export type CourseFacts = z.infer<typeof courseFacts>

/** The titles of the demo library; throws when a line is damaged, a key comes twice or an ISBN cannot be right. */
export function loadTitles(): readonly TitleFacts[] {
  const titles = readFacts('titles.jsonl', titleFacts)
  refuseDuplicates(titles.map((title) => title.key))
  refuseDuplicates(titles.flatMap((title) => title.isbns))
  return titles
}

/** The courses of the demo library; throws when one lists a title that is not there. */
export function loadCourses(titles: readonly TitleFacts[]): readonly CourseFacts[] {
  const courses = readFacts('courses.jsonl', courseFacts)
  refuseDuplicates(courses.map((course) => course.code))
  const keys = new Set(titles.map((title) => title.key))
  for (const { code, reserves } of courses) {
    const unknown = reserves.find((reserve) => reserve.kind !== 'link' && !keys.has(reserve.title))
    if (unknown) throw new Error(`${code} lists an unknown title: ${JSON.stringify(unknown)}`)
  }
  return courses
}

function readFacts<T>(file: string, shape: z.ZodType<T>): readonly T[] {
  const text = readFileSync(new URL(`./facts/${file}`, import.meta.url), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line, index) => {
      const facts = shape.safeParse(JSON.parse(line))
      if (facts.success) return facts.data
      throw new Error(`${file}:${index + 1}: ${z.prettifyError(facts.error)}`)
    })
}

function refuseDuplicates(keys: readonly string[]): void {
  const seen = new Set<string>()
  for (const key of keys) {
    if (seen.has(key)) throw new Error(`twice in the facts: ${key}`)
    seen.add(key)
  }
}
