/** Hyphens and spaces of every kind, and the label people copy along. */
const SEPARATORS = /[\s\-‐-―−.·:]/gu
const LABEL = /^isbn(?:-?1[03])?(?=[\s:\d])/i

/**
 * Digits of something that reads as (the beginning of) an ISBN and nothing else, or undefined. A final X of an ISBN-10 is
 * kept as `x`.
 */
export function isbnDigits(text: string): string | undefined {
  const compact = text.trim().replace(LABEL, '').replace(SEPARATORS, '').toLowerCase()
  return /^(?:\d{6,13}|\d{9}x)$/.test(compact) ? compact : undefined
}

/**
 * The ISBN-13 of an ISBN-10 or ISBN-13 in any punctuation; undefined for anything else. Wrong check digits are let
 * through: they stand so in records and on covers, and a reader who types what is printed must find the book.
 */
export function toIsbn13(text: string): string | undefined {
  const digits = isbnDigits(text)
  if (digits?.length === 13) return digits
  if (digits?.length !== 10) return undefined
  const body = `978${digits.slice(0, 9)}`
  return body + isbn13CheckDigit(body)
}

/** Check digit of the first twelve digits: weights 1 and 3 in turn. */
export function isbn13CheckDigit(twelveDigits: string): string {
  let sum = 0
  for (let i = 0; i < 12; i++) sum += Number(twelveDigits[i]) * (i % 2 === 0 ? 1 : 3)
  return String((10 - (sum % 10)) % 10)
}
