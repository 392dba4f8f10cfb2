import { foldText } from './fold'
import { charactersOf, tokensOf } from './text'

/** A stretch of what was typed that stands for so many characters: which, the titles that were found tell. */
export interface Respelling {
  /** As it stands in the folded text. */
  readonly typed: string
  readonly length: number
  readonly isMeant: (character: string, at: number) => boolean
}

/** The folded text as these headings of one title write it; undefined if they have no such characters. */
export function respell(
  folded: string,
  respellings: readonly Respelling[],
  { headings, isWhole }: { headings: readonly string[]; isWhole: boolean },
): string | undefined {
  const written = headings.map(charactersIn)
  let text = folded
  for (const respelling of respellings) {
    const meant = written.map((characters) => windowIn(characters, respelling, isWhole)).find(isFound)
    if (meant === undefined || !text.includes(respelling.typed)) return undefined
    text = text.replace(respelling.typed, () => meant)
  }
  return text
}

const isFound = (window: string | undefined) => window !== undefined

/** Without spaces and punctuation, over which pairs of characters go on. */
function charactersIn(heading: string): string[] {
  return tokensOf(foldText(heading)).flatMap(({ text }) => charactersOf(text))
}

function windowIn(characters: readonly string[], { length, isMeant }: Respelling, isWhole: boolean) {
  if (isWhole && characters.length !== length) return undefined
  for (let from = 0; from + length <= characters.length; from++) {
    const window = characters.slice(from, from + length)
    if (window.every(isMeant)) return window.join('')
  }
  return undefined
}
