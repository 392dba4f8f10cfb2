import type { SearchField } from './engine'
import { foldText } from './fold'
import { headingKey } from './heading-key'
import { isbnDigits, toIsbn13 } from './isbn'
import type { Sounds } from './pinyin'
import { FIELDS } from './postings'
import { partsOf, type PartField, type QueryPart } from './query-syntax'
import { callNumberTerm, charactersOf, pairsOf, tokensOf, wordPair, type Token } from './text'
import { cutWords } from './words'

/** One way to satisfy a clause: a term, or any term that begins so, in one of the fields. */
export interface Alternative {
  /** Empty where `sounds` are asked for. */
  readonly term: string
  /** Any pair of characters that sounds so. */
  readonly sounds?: readonly [Sounds, Sounds]
  readonly isPrefix: boolean
  readonly fields: number
  readonly weight: number
}

/** What a title must bear in some of these ways; or, when not required, what speaks for it. */
export interface Clause {
  readonly isRequired: boolean
  readonly alternatives: readonly Alternative[]
}

export interface ParsedQuery {
  /** No clauses: nothing in the text can be searched for. */
  readonly clauses: readonly Clause[]
  /** Asked when no title satisfies the clauses: every character somewhere, whatever the words. Empty if that is no other question. */
  readonly relaxed: readonly Clause[]
  /** Whoever satisfies all clauses of one of these is left out. */
  readonly excluded: readonly (readonly Clause[])[]
  /** Compared with titles: the one that is, or begins with, what was typed comes first. Empty for no such comparison. */
  readonly titleKey: string
}

const MAX_TEXT_LENGTH = 200
const MAX_CLAUSES = 24
/** Single characters are in thousands of titles each, and a dozen of them together decide anything. */
const MAX_RELAXED_CLAUSES = 12

const TEXT_FIELDS = FIELDS.title | FIELDS.author | FIELDS.subject | FIELDS.publisher | FIELDS.series

/** Which postings count for words in a field; an ISBN or a call number inside other words counts too when any field may answer. */
export const WORD_FIELDS: Readonly<Record<SearchField | PartField, number>> = {
  any: TEXT_FIELDS | FIELDS.isbn,
  title: FIELDS.title,
  author: FIELDS.author,
  subject: FIELDS.subject,
  publisher: FIELDS.publisher,
  series: FIELDS.series,
  isbn: 0,
  call_number: 0,
}

/** Words so common that they decide nothing and are often remembered wrong (与 for 和); asked for only when there is nothing else. */
const FUNCTION_WORDS = new Set('的 与 和 及 或 之 等 a an and by for in of on or the to with'.split(' '))
/** What stands beside names and numbers of editions; folded, so 著 is 着. Records have them in other words, or not at all. */
const ROLE_WORDS = new Set('译 着 编 主编 编着 ed edn edition'.split(' '))

/** Completions count a little less than the word itself. */
const COMPLETION_WEIGHT = 0.8
const MIN_COMPLETED_LENGTH = 2

/**
 * Turns what a reader typed into clauses. Words of Chinese are cut here, at query time, and a word asks for its pairs of
 * characters; titles are indexed by pairs wherever words begin. So a part of a title always finds it, however either was cut.
 */
export function parseQuery(text: string, field: SearchField): ParsedQuery {
  const { marks, parts } = takeApart(text, field)
  const wanted = parts.filter(({ isExcluded }) => !isExcluded)
  const [plain = plainPart(''), ...signed] = isPlain(wanted[0]) ? wanted : [plainPart(''), ...wanted]
  const named = signed.flatMap((part) => partClauses(part, field))
  const fields = WORD_FIELDS[field]
  const tokens = fields === 0 ? [] : tokensOf(plain.text)
  const words = wordClauses(tokens, { fields, endOfText: plain.text.length })
  const relaxed = relaxedClauses(tokens, fields)
  return {
    clauses: [...withMarks(words, marks), ...named].slice(0, 2 * MAX_CLAUSES),
    relaxed: relaxed.length > 0 ? [...relaxed, ...named] : [],
    excluded: parts.flatMap((part) => (part.isExcluded ? [partClauses(part, field)] : [])).filter(isSome),
    titleKey: field === 'any' || field === 'title' ? headingKey(titleOf(wanted)) : '',
  }
}

/** The folded text, what it may be as a whole, and its parts; what belongs to no sign comes first. */
export function takeApart(text: string, field: SearchField) {
  const folded = foldText(text.slice(0, MAX_TEXT_LENGTH)).slice(0, MAX_TEXT_LENGTH)
  const marks = markAlternatives(folded, field)
  return { folded, marks, parts: marks.length > 0 ? [plainPart(folded)] : partsOf(folded) }
}

const plainPart = (text: string): QueryPart => ({ text, isPhrase: false, isExcluded: false })
const isPlain = (part: QueryPart | undefined) => part !== undefined && !part.isPhrase && part.field === undefined
const isSome = (clauses: readonly Clause[]) => clauses.length > 0

/** What was typed of a title: all but what is looked for in other fields. */
function titleOf(parts: readonly QueryPart[]): string {
  return parts.flatMap(({ text, field }) => (field === undefined || field === 'title' ? [text] : [])).join(' ')
}

/** A part with a sign asks for everything in it. */
export function partClauses({ text, field: own, isPhrase, isExcluded }: QueryPart, field: SearchField): Clause[] {
  const where = own ?? field
  const fields = WORD_FIELDS[where]
  if (fields === 0) {
    const marks = where === 'isbn' || where === 'call_number' ? markAlternatives(text, where) : []
    return marks.length > 0 ? [{ isRequired: true, alternatives: marks }] : []
  }
  const tokens = tokensOf(text)
  // what is left out is what bears it as it was typed, not all that has its words somewhere; names stand either way round
  const clauses =
    (isPhrase && where !== 'author') || isExcluded
      ? phraseClauses(tokens, fields)
      : wordClauses(tokens, { fields, endOfText: -1 })
  return clauses.filter(({ isRequired }) => isRequired)
}

/** Words that stand together bear the pairs in between. */
function phraseClauses(tokens: readonly Token[], fields: number): Clause[] {
  const terms = new Map<string, boolean>()
  let before: Token | undefined
  for (const token of tokens) {
    const characters = token.kind === 'run' ? charactersOf(token.text) : []
    if (characters.length === 1) terms.set(token.text, true)
    else if (token.kind === 'run') for (const pair of pairsOf(token.text)) terms.set(pair, false)
    else terms.set(token.text, false)
    const pair = before === undefined ? undefined : wordPair(before, token)
    if (pair !== undefined) terms.set(pair, false)
    before = token
  }
  return Array.from(terms, ([term, isPrefix]) => ({
    isRequired: true,
    alternatives: [{ term, isPrefix, fields, weight: 1 }],
  }))
}

export function wordClauses(tokens: readonly Token[], where: { fields: number; endOfText: number }): Clause[] {
  const asked = new Map<string, Clause>()
  const functionWords = new Map<string, Clause>()
  const evidence = new Map<string, Clause>()
  const single = (term: string): Alternative => ({ term, isPrefix: false, fields: where.fields, weight: 1 })
  const ask = (word: string, alternatives: readonly Alternative[]) => {
    const clauses = FUNCTION_WORDS.has(word) || ROLE_WORDS.has(word) ? functionWords : asked
    clauses.set(word, { isRequired: true, alternatives })
  }
  const askWord = ({ kind, text, end }: Token) => {
    const isTyping = kind === 'word' && end === where.endOfText && text.length >= MIN_COMPLETED_LENGTH
    const completion = { ...single(text), isPrefix: true, weight: COMPLETION_WEIGHT }
    ask(text, isTyping ? [single(text), completion] : [single(text)])
  }
  const askRun = (run: string) => {
    for (const word of cutWords(run)) {
      const pairs = pairsOf(word)
      if (pairs.length === 0) ask(word, [{ ...single(word), isPrefix: true }])
      for (const pair of pairs) ask(pair, [single(pair)])
    }
    // Pairs across words: not asked for, but where they stand the words stand together.
    for (const pair of pairsOf(run)) evidence.set(pair, { isRequired: false, alternatives: [single(pair)] })
  }
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'run') askRun(token.text)
    else askWord(token)
    const before = tokens[i - 1]
    const pair = before === undefined ? undefined : wordPair(before, token)
    if (pair !== undefined) evidence.set(pair, { isRequired: false, alternatives: [single(pair)] })
  }
  const required = asked.size > 0 ? asked : functionWords
  const supporting = [...evidence].filter(([pair]) => !required.has(pair)).map(([, clause]) => clause)
  return [...[...required.values()].slice(0, MAX_CLAUSES), ...supporting.slice(0, MAX_CLAUSES)]
}

/** Nothing to relax unless characters were asked for in pairs. */
function relaxedClauses(tokens: readonly Token[], fields: number): Clause[] {
  const clauses = new Map<string, Clause>()
  let hasPairs = false
  for (const token of tokens) {
    const isRun = token.kind === 'run'
    const units = isRun ? charactersOf(token.text) : [token.text]
    hasPairs ||= isRun && units.length > 1
    for (const term of units) {
      if (FUNCTION_WORDS.has(term)) continue
      clauses.set(term, { isRequired: true, alternatives: [{ term, isPrefix: isRun, fields, weight: 1 }] })
    }
  }
  return hasPairs ? [...clauses.values()].slice(0, MAX_RELAXED_CLAUSES) : []
}

/** What the whole text may be besides words: an ISBN or its beginning, a call number or class. */
function markAlternatives(folded: string, field: SearchField): Alternative[] {
  const marks: Alternative[] = []
  if (field === 'any' || field === 'isbn') marks.push(...isbnAlternatives(folded))
  const callNumber = callNumberTerm(folded)
  const asksCallNumber = field === 'call_number' || (field === 'any' && LOOKS_LIKE_CALL_NUMBER.test(folded.trim()))
  if (asksCallNumber && callNumber !== undefined) {
    marks.push({ term: callNumber, isPrefix: true, fields: FIELDS.call_number, weight: 1 })
  }
  return marks
}

/** One or two letters and a number, perhaps more after it: `tp311.12/y158`, `i247.57`, `tp312ja`. */
const LOOKS_LIKE_CALL_NUMBER = /^[a-z]{1,2} ?\d[\d.]*[a-z]{0,2}(?:[-=/+( ].*)?$/

function isbnAlternatives(folded: string): Alternative[] {
  const digits = isbnDigits(folded)
  if (digits === undefined) return []
  const mark = (term: string, isPrefix: boolean) => ({ term, isPrefix, fields: FIELDS.isbn, weight: 1 })
  const isbn13 = toIsbn13(digits)
  const alternatives = isbn13 === undefined ? [] : [mark(isbn13, false)]
  if (digits.length < 13 && /^97[89]/.test(digits)) alternatives.push(mark(digits, true))
  // The tenth character of an ISBN-10 is its check digit, which the thirteen do not have.
  if (digits.length < 10) alternatives.push(mark(`978${digits}`, true))
  return alternatives
}

/** "The words, or the mark" as clauses of alternatives: each word, or the mark. */
function withMarks(words: readonly Clause[], marks: readonly Alternative[]): Clause[] {
  if (marks.length === 0) return [...words]
  if (words.length === 0) return [{ isRequired: true, alternatives: marks }]
  return words.map((clause) =>
    clause.isRequired ? { ...clause, alternatives: [...clause.alternatives, ...marks] } : clause,
  )
}
