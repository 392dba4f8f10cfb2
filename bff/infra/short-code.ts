import { createHmac } from 'node:crypto'

/** Letters and digits that nobody mistakes for one another. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A code that people read and type, which nobody without the secret can make: 5 bits a character. */
export function shortCode(secret: string, about: string, length: number): string {
  const digest = createHmac('sha256', secret).update(about).digest()
  return Array.from(digest.subarray(0, length), (byte) => alphabet[byte % alphabet.length] ?? '').join('')
}
