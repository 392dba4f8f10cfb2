import { FIELDS, SATURATION } from '../postings'
import { WORD_FIELDS } from '../query'

/** How often a term counts as occurring for an amount of 1: OpenSearch counts in whole numbers. */
export const OCCURRENCES_A_UNIT = 100

/** Names of the fields that hold terms, with the bits they answer for. `any` spares most questions a look into each. */
export const TERM_FIELDS: readonly (readonly [name: string, bits: number])[] = [
  ['any', WORD_FIELDS.any],
  ...Object.entries(FIELDS),
]

/** The numbers of the pairs of sounds in a field. */
export const soundsIn = (field: string) => `${field}_sounds`

const NUMBER = { type: 'integer' }
const NAME = { type: 'keyword' }
const KEPT = { type: 'keyword', index: false, doc_values: false, store: true }

/**
 * Terms are cut by us, and come with the number of their occurrences: `结构|340`. OpenSearch counts and compares; with this
 * saturation and no norm for length (it is in the occurrences) its BM25 is the impact that the embedded engine stores.
 */
export const INDEX_SHAPE = {
  settings: {
    number_of_shards: 1,
    auto_expand_replicas: '0-2',
    similarity: { impact: { type: 'BM25', k1: SATURATION * OCCURRENCES_A_UNIT, b: 0 } },
    analysis: {
      filter: { occurrences: { type: 'delimited_term_freq', delimiter: '|' } },
      analyzer: { terms: { type: 'custom', tokenizer: 'whitespace', filter: ['occurrences'] } },
    },
  },
  mappings: {
    dynamic: 'strict',
    properties: {
      ...Object.fromEntries(TERM_FIELDS.map(([name]) => [name, termField()])),
      ...Object.fromEntries(TERM_FIELDS.map(([name]) => [soundsIn(name), { type: 'keyword', doc_values: false }])),
      /** The terms without pairs of words, to be asked which begin with something. */
      words: { type: 'keyword', index: false },
      /** False while only the availability of a title has come. */
      is_record: { type: 'boolean' },
      id: NAME,
      title_keys: NAME,
      author_keys: NAME,
      title_key: NAME,
      language: NAME,
      form: NAME,
      class: NAME,
      class_letter: NAME,
      year: NUMBER,
      branches: NAME,
      popularity: { type: 'double' },
      copies: NUMBER,
      available: NUMBER,
      queue: NUMBER,
      available_branches: NAME,
      summary: KEPT,
      headings: KEPT,
    },
  },
} as const

function termField() {
  return { type: 'text', analyzer: 'terms', similarity: 'impact', norms: false, index_options: 'freqs' }
}

/**
 * A term as it stands in the index, where a space ends it and a bar begins its number. Neither sign replaced can be in a
 * word; in a call number, one for the other does no harm.
 */
export function encodeTerm(term: string): string {
  return term.replace(/ /g, '_').replace(/[|\p{C}\p{Z}]/gu, '¦')
}
