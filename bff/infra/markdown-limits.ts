/** Deeper than anything that is shown. */
const maxMarkers = 12
/** More than a sound paragraph has, even one in which every other word is bold. */
const maxEmphasisMarks = 300
/** A text of 20,000 characters with more lines than this is made of line breaks. */
const maxLines = 2000

const marker = String.raw`(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])[ \t]))`
const deepLine = new RegExp(`^(${marker}{${maxMarkers}})${marker}+`, 'gm')

/**
 * A text that the parser reads in milliseconds: its time grows with the square of nested quotes and lists, of marks of
 * emphasis within a paragraph, and of the items of a list. Sound texts are returned as they are.
 */
export function withinReason(text: string): string {
  const lines = text.split(/\r\n|\r|\n/)
  const short = lines.length <= maxLines ? lines : [...lines.slice(0, maxLines), '', '…']
  return short
    .join('\n')
    .replace(deepLine, '$1')
    .split(/(\n[ \t]*\n)/)
    .map(plainWhereOverloaded)
    .join('')
}

/** A paragraph with too many marks shows them as the characters they are. */
function plainWhereOverloaded(paragraph: string): string {
  const marks = paragraph.match(/\*+|_+/g)?.length ?? 0
  return marks <= maxEmphasisMarks ? paragraph : paragraph.replace(/[*_]/g, '\\$&')
}
