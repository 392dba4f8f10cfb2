interface Asked {
  readonly text: string
  readonly field?: string | undefined
  readonly filters: object
  readonly sort: string
  readonly page: number
  readonly size: number
}

/** Longer than what two readers type alike. */
const longestQuery = 50

/**
 * A search that tells what somebody wants: of the whole catalogue, its first page, in its plain order. Filters, orders and
 * later pages are looks at the same search, and a page of one hit is the app that looks whether there is any.
 */
export function isWish({ text, field = 'any', filters, sort, page, size }: Asked): boolean {
  const isPlain = page === 1 && size > 1 && field === 'any' && sort === 'relevance'
  return isPlain && text.length <= 2 * longestQuery && Object.values(filters).every(isNoFilter)
}

const isNoFilter = (value: unknown) =>
  value === undefined || value === false || (Array.isArray(value) && value.length === 0)

/**
 * X1: the query as it is counted, or null for one that is not kept: too long to be of anybody else, or something like a
 * reader number, an identity card, a telephone, a mail address. An ISBN is kept as its digits; one of ten digits is not, for
 * one reader number in eleven is a valid one.
 * @param folded by the search engine: lower case, simplified, half width
 */
export function countedQuery(folded: string): string | null {
  const query = folded.replace(/\s+/gu, ' ').trim()
  const isbn = isbn13In(query)
  if (isbn !== null) return isbn
  const isText = /[\p{L}\p{N}]/u.test(query) && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(query)
  return isText && query.length <= longestQuery && !tellsWho(query) ? query : null
}

function isbn13In(query: string): string | null {
  const digits = query.replace(/^isbn(-?13)?[\s:]*/, '').replace(/[\s\-‐-―−]/gu, '')
  if (!/^97[89]\d{10}$/.test(digits)) return null
  const sum = Array.from(digits).reduce((total, digit, n) => total + Number(digit) * (n % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0 ? digits : null
}

/** So many digits without a gap, or with the gaps of a telephone number, are no part of a title. */
const longNumber = /\d{6}/
const spacedNumber = /\d(?:[\s\-‐-―−.·()+_/]*\d){6,}/gu
const yearSpan = /^(?:1\d|20)\d\d[\s\-‐-―−./]*(?:1\d|20)\d\d$/u

function tellsWho(query: string): boolean {
  if (query.includes('@') || query.includes('://') || longNumber.test(query)) return true
  return (query.match(spacedNumber) ?? []).some((number) => !yearSpan.test(number))
}

/** How often, and on how many days, something is searched before others hear of it: not one reader's odd afternoon. */
export const suggestedFrom = { searches: 3, days: 2 } as const
