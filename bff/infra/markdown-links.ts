import type { Inline } from '../contract/markdown'

const maxUrlLength = 1000
const webAddress = /https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+/g

/**
 * An address that may be followed from a text: http(s) without a login in it, mailto, tel, or a path of the app with one
 * leading slash. Null for everything else, in whatever disguise: what a browser would strip or fold is refused.
 */
export function safeUrl(address: string): string | null {
  if (address.length > maxUrlLength || !/^[^\s\p{Cc}\p{Cf}\p{Cs}\\]+$/u.test(address)) return null
  if (/^\/(?!\/)/.test(address)) return address
  if (/^(mailto|tel):[^:/?#]+/i.test(address)) return address
  if (!/^https?:\/\/[^/?#]/i.test(address) || !URL.canParse(address)) return null
  const { username, password, hostname } = new URL(address)
  return username === '' && password === '' && hostname !== '' ? address : null
}

/** A plain text whose web addresses are links. */
export function linkify(text: string): Inline[] {
  const inlines: Inline[] = []
  let end = 0
  for (const match of text.matchAll(webAddress)) {
    const url = safeUrl(match[0].replace(/[.,;:!?'"*)\]]+$/, ''))
    if (url === null) continue
    if (match.index > end) inlines.push({ type: 'text', text: text.slice(end, match.index) })
    inlines.push({ type: 'link', url, children: [{ type: 'text', text: url }] })
    end = match.index + url.length
  }
  if (end < text.length) inlines.push({ type: 'text', text: text.slice(end) })
  return inlines
}
