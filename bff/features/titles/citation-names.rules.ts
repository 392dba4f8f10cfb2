/** How a name stands in a record: `Cormen, Thomas H.`, `Thomas H. Cormen`, `严蔚敏`, `戴维·A.帕特森`, `中国科学院`. */
export interface CitedName {
  /** The family name, or the whole of a name that has none: a body, a single word. */
  readonly family: string
  readonly given: string
  /** A body or a name that must not be taken apart. */
  readonly isWhole: boolean
}

const han = /\p{Script=Han}/u

export function hasHan(text: string): boolean {
  return han.test(text)
}

export function readName(name: string): CitedName {
  const plain = onOneLine(name).replace(/[,，]\s*(?:\d{3,4}\s*[-–]?\s*(?:\d{3,4})?)\s*$/, '')
  if (hasHan(plain)) return readHanName(plain)
  const [family = '', ...rest] = plain.split(/\s*,\s*/)
  if (rest.length > 0) return { family, given: rest.join(' '), isWhole: false }
  const words = plain.split(' ')
  if (words.length === 1 || isBody(plain)) return { family: plain, given: '', isWhole: true }
  return { family: words.at(-1) ?? plain, given: words.slice(0, -1).join(' '), isWhole: false }
}

/** Foreign names in Chinese letters bear a dot between their parts; Chinese ones and bodies are one word. */
function readHanName(name: string): CitedName {
  // the country in front, the original name behind
  const bare = name.replace(/^[[(（【〔][^\])）】〕]{1,4}[\])）】〕]\s*/, '').replace(/\s*[(（][^)）]*[)）]/g, '')
  const [head = '', ...rest] = bare.split(/\s*[,，]\s*/).filter((piece) => piece !== '')
  if (rest.length > 0) return { family: head, given: rest.join(' '), isWhole: false }
  const pieces = head
    .split(/[·•・‧.．]/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
  const family = pieces.at(-1) ?? name
  return { family, given: pieces.slice(0, -1).join(' '), isWhole: pieces.length < 2 }
}

const bodyWords =
  /\b(?:of|the|and|for|association|society|institute|university|college|committee|council|department|ministry|group|organi[sz]ation|foundation|academy|press|inc|ltd|company|corporation|laboratory|library|bureau|office|union|team)\b|&/i

/** Names a body rather than a person: a name without a comma says nothing else about it. */
function isBody(name: string): boolean {
  return bodyWords.test(name)
}

/**
 * GB/T 7714-2015, 8.1.1: the family name in capitals and first, given names by their initials without a stop; of a foreign
 * name in Chinese letters the family name, with the initials that are known.
 */
export function nameInGbt(name: string): string {
  const { family, given, isWhole } = readName(name)
  if (isWhole) return family
  if (!hasHan(name)) return `${family.toUpperCase()} ${initialsOf(given)}`.trim()
  return hasHan(given) ? family : `${family} ${initialsOf(given)}`.trim()
}

function initialsOf(given: string): string {
  return given
    .split(/[\s.]+/)
    .flatMap((word) => word.split('-').map((part) => /\p{L}/u.exec(part)?.[0] ?? ''))
    .filter((letter) => letter !== '')
    .map((letter) => letter.toUpperCase())
    .join(' ')
}

/** `Cormen, Thomas H.`, whichever way round the record has it; names in Chinese letters stay as they are. */
export function nameFamilyFirst(name: string): string {
  const { family, given, isWhole } = readName(name)
  if (isWhole || hasHan(name)) return onOneLine(name)
  return `${family}, ${given}`
}

/** A citation is a line: control characters and line breaks of a record become spaces. */
export function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, ' ').trim()
}
