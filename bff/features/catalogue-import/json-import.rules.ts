import { z } from 'zod'
import { titleForms } from '../../contract/titles'
import { problem, type Problem } from '../../domain/import-problem'
import { understandAll, type CopyWords, type Holdings } from './holdings.rules'
import { nothingSaid, type ImportedRecord } from './imported-record.rules'
import { languageIn } from './marc-text.rules'

const text = z.string().trim().min(1)
const copyLine = z.strictObject({
  barcode: text,
  branch: text.optional(),
  location: text.optional(),
  callNumber: z.string().default(''),
  floor: z.string().optional(),
  area: z.string().optional(),
  loanType: text.optional(),
  status: text.optional(),
  part: text.optional(),
})

/** A line of JSON Lines: a title in the words of our own contract, with its copies. */
const titleLine = z.strictObject({
  /** Names the title within its source, for good. */
  id: z.union([text, z.int()]).transform(String),
  isDeleted: z.boolean().default(false),
  title: text.optional(),
  subtitle: text.nullish(),
  edition: text.nullish(),
  contributors: z
    .array(
      z.union([
        text.transform((name) => ({ name, role: 'author' as const })),
        z.strictObject({ name: text, role: z.enum(['author', 'editor', 'translator']).default('author') }),
      ]),
    )
    .default([]),
  publisher: text.nullish(),
  place: text.nullish(),
  year: z.int().min(0).max(9999).nullish(),
  pages: z.union([text, z.int().transform(String)]).nullish(),
  series: text.nullish(),
  originalTitle: text.nullish(),
  otherTitles: z.array(text).default([]),
  isbns: z.array(text).default([]),
  language: z.string().default('und'),
  class: text.nullish(),
  form: z.enum(titleForms).default('book'),
  subjects: z.array(text).default([]),
  summary: text.nullish(),
  contents: text.nullish(),
  electronic: z
    .array(z.strictObject({ label: text, url: z.url({ protocol: /^https?$/ }), access: z.enum(['campus', 'open']) }))
    .default([]),
  copies: z.array(copyLine).default([]),
})
type TitleLine = z.infer<typeof titleLine>

export function recordOfJson(line: string, holdings: Holdings): ImportedRecord | Problem {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    return problem('json.wrong', { says: error instanceof Error ? error.message : String(error) })
  }
  const parsed = titleLine.safeParse(value)
  if (parsed.success) return recordOfLine(parsed.data, holdings)
  const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  return problem('json.wrong', { says: issues })
}

function recordOfLine(line: TitleLine, holdings: Holdings): ImportedRecord | Problem {
  const { id, isDeleted, title, copies, ...rest } = line
  if (isDeleted) return { controlNumber: id, isDeleted, title: null, copies: [], problems: [] }
  if (title === undefined) return problem('title.no_title', { field: 'title' })
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return {
    controlNumber: id,
    isDeleted,
    title: { ...nothingSaid, ...said, title, language: languageIn(line.language) },
    ...understandAll(copies.map(wordsOf), holdings),
  }
}

const wordsOf = (copy: z.infer<typeof copyLine>): CopyWords => ({
  barcode: copy.barcode,
  branch: copy.branch ?? null,
  location: copy.location ?? null,
  callNumber: copy.callNumber,
  floor: copy.floor ?? null,
  area: copy.area ?? null,
  loanType: copy.loanType ?? null,
  status: copy.status ?? null,
  part: copy.part ?? null,
})
