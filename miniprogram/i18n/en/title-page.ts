import type { Texts } from '../zh-cn'

export const titlePage: Texts['titlePage'] = {
  cite: 'Cite',
  citeText: 'Copy it into a paper, or import it into a reference manager.',
  styles: { gbt7714: 'GB/T 7714-2015', bibtex: 'BibTeX', ris: 'RIS' },
  copy: 'Copy',
  copyStyle: (style) => `Copy the ${style} citation`,
  citationCopied: 'Citation copied',
  share: 'Share',
  shareTitle: (title, author) => (author === undefined ? title : `${title} by ${author}`),
  linkCopied: 'Link copied',
  editions: 'Other editions',
  inSeries: (name) => `Series: ${name}`,
  all: 'All',
  searchFields: { title: 'title', author: 'author', series: 'series' },
  nearby: 'Near on the shelf',
  thisOne: 'This one',
}
