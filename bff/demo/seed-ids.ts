import { createHash } from 'node:crypto'

type Noun =
  | 'booking'
  | 'copy'
  | 'course'
  | 'group'
  | 'list'
  | 'loan'
  | 'message'
  | 'fee'
  | 'notice'
  | 'pass'
  | 'reader'
  | 'reserve'
  | 'rule change'
  | 'staff access'
  | 'suggestion'
  | 'title'
  | 'visit'

/** The id of a thing of the demo library: the same after every reset, so that links and bookmarks survive one. */
export function demoId(noun: Noun, key: string): string {
  const idDigits = 24
  return createHash('sha256').update(`${noun} ${key}`).digest('hex').slice(0, idDigits)
}
