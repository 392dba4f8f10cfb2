/** What a folded text consists of: runs of characters written without spaces (Han, kana, Hangul), words, numbers. */
export interface Token {
  readonly kind: 'run' | 'word' | 'number'
  readonly text: string
  /** Where the token ends in the text. */
  readonly end: number
}

const SEPARATOR = 0
const RUN = 1
const LETTER = 2
const DIGIT = 3

const KINDS = { [RUN]: 'run', [LETTER]: 'word', [DIGIT]: 'number' } as const

/** Beyond this a "word" is noise; cutting it keeps hostile input out of the dictionary. */
const MAX_WORD_LENGTH = 40

/** Tokens of a folded text in reading order. Letters and digits are kept apart, so that `python3` and `Python 3` are one. */
export function tokensOf(folded: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < folded.length) {
    const kind = kindAt(folded, at)
    let end = at + widthAt(folded, at)
    while (kind !== SEPARATOR && end < folded.length && kindAt(folded, end) === kind) end += widthAt(folded, end)
    if (kind === LETTER) end += nameSuffix(folded, end)
    if (kind !== SEPARATOR) {
      const text = folded.slice(at, kind === RUN ? end : Math.min(end, at + MAX_WORD_LENGTH))
      tokens.push({ kind: KINDS[kind], text, end })
    }
    at = end
  }
  return tokens
}

/**
 * Terms of one value of a record. A run gives the pairs of neighbouring characters, and its last character alone: so
 * every character begins some term, and a single one is found as a prefix. Pairs go on over spaces and punctuation
 * (`数据 结构`, `数据、结构`), because what people type has them elsewhere. Words give themselves and the pairs they stand
 * in; `c++` also gives `c`.
 */
export function termsOf(folded: string): string[] {
  const terms: string[] = []
  /** The last character of the run that goes on. */
  let last = ''
  let before: Token | undefined
  for (const token of tokensOf(folded)) {
    if (token.kind === 'run') {
      addPairs(terms, last + token.text)
      last = token.text.slice(token.text.length - lastWidth(token.text))
    } else {
      if (last !== '') terms.push(last)
      last = ''
      terms.push(token.text)
      if (/[+#]$/.test(token.text)) terms.push(token.text.replace(/[+#]+$/, ''))
      const pair = before === undefined ? undefined : wordPair(before, token)
      if (pair !== undefined) terms.push(pair)
    }
    before = token
  }
  if (last !== '') terms.push(last)
  return terms
}

/**
 * Two neighbouring words as one term: what stands together. The space before them keeps pairs out of the way of whoever asks
 * for all words that begin in some way.
 */
export function wordPair(first: Token, second: Token): string | undefined {
  return first.kind === 'run' || second.kind === 'run' ? undefined : ` ${first.text} ${second.text}`
}

/** Pairs of neighbouring characters of a run. */
export function pairsOf(run: string): string[] {
  const pairs: string[] = []
  addPairs(pairs, run)
  return pairs
}

function addPairs(pairs: string[], run: string): void {
  let start = 0
  let middle = widthAt(run, 0)
  while (middle < run.length) {
    const end = middle + widthAt(run, middle)
    pairs.push(run.slice(start, end))
    start = middle
    middle = end
  }
}

/** Rare Han characters take two code units. */
export function charactersOf(run: string): string[] {
  return Array.from(run)
}

/**
 * A call number or class as one term, compared without spaces and slashes; undefined when nothing is left. The mark in front keeps
 * it apart from words.
 */
export function callNumberTerm(folded: string): string | undefined {
  const compact = folded.replace(/[\s/]/gu, '').slice(0, MAX_WORD_LENGTH)
  return compact === '' ? undefined : `#${compact}`
}

/** `+` and `#` belong to the name in C++, C#, F#. */
function nameSuffix(text: string, at: number): number {
  if (text.startsWith('++', at)) return 2
  return text[at] === '#' ? 1 : 0
}

const RUN_CHARACTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]/u
const LETTER_CHARACTER = /[\p{L}\p{M}]/u
const DIGIT_CHARACTER = /\p{Nd}/u

type Kind = typeof SEPARATOR | typeof RUN | typeof LETTER | typeof DIGIT

function classify(character: string): Kind {
  if (RUN_CHARACTER.test(character)) return RUN
  if (LETTER_CHARACTER.test(character)) return LETTER
  return DIGIT_CHARACTER.test(character) ? DIGIT : SEPARATOR
}

/** Looked up for every character of every record, hence a table for the basic plane. */
const BASIC_PLANE: readonly Kind[] = Array.from({ length: 0x10000 }, (_, code) => classify(String.fromCharCode(code)))

function kindAt(text: string, at: number): Kind {
  const code = text.charCodeAt(at)
  if (code < 0xd800 || code > 0xdbff) return BASIC_PLANE[code] ?? SEPARATOR
  // A lone surrogate classifies as a separator, a pair as what it stands for.
  return classify(String.fromCodePoint(text.codePointAt(at) ?? 0))
}

/** Of the last character. */
function lastWidth(text: string): number {
  return text.length > 1 && widthAt(text, text.length - 2) === 2 ? 2 : 1
}

function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
}
