interface Meant {
  readonly titleId: string | null
  readonly title: string
  readonly author: string | null
  readonly isbn: string | null
}

/** What is meant, so that one reader suggests it once: the title of the catalogue, else the ISBN, else the words as they sound. */
export function whatIsMeant({ titleId, title, author, isbn }: Meant): string {
  if (titleId !== null) return `title ${titleId}`
  const digits = (isbn ?? '').replace(/[^0-9Xx]/g, '').toUpperCase()
  if (digits !== '') return `isbn ${digits}`
  return `words ${fold(title)} / ${fold(author ?? '')}`
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, '')
}
