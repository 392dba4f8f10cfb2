/** The ISBN in a scanned EAN, checked; price add-ons and other barcodes are none. */
export function isbnIn(scanned: string): string | undefined {
  const digits = scanned.replace(/[^0-9Xx]/g, '').toUpperCase()
  return isIsbn13(digits) || isIsbn10(digits) ? digits : undefined
}

function isIsbn13(digits: string): boolean {
  if (!/^97[89]\d{10}$/.test(digits)) return false
  const sum = Array.from(digits).reduce((total, digit, n) => total + Number(digit) * (n % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0
}

function isIsbn10(digits: string): boolean {
  if (!/^\d{9}[\dX]$/.test(digits)) return false
  const sum = Array.from(digits).reduce((total, digit, n) => total + (digit === 'X' ? 10 : Number(digit)) * (10 - n), 0)
  return sum % 11 === 0
}
