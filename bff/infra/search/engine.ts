/**
 * What the service expects of a catalogue search engine, in the library's words. Types only: the in-process engine stands
 * behind it, or a cluster of other machines (`open-search/`), so every call is asynchronous and nothing here tells how an
 * index is built.
 */
export interface SearchEngine {
  /** Never throws on what a reader typed: hostile or empty text gives few hits, or all of them, in bounded time. */
  search(query: CatalogueQuery): Promise<CatalogueResult>
  /** Completions of what has been typed so far: best first, no text twice. Empty for an empty prefix. */
  suggest(prefix: string, limit: number): Promise<readonly Suggestion[]>
  /**
   * Inserts, or replaces what has the same id; all of it is visible when the promise resolves. Calls of `put` and
   * `remove` take effect in the order in which they were made. Availability set before stays as it is.
   */
  put(records: readonly IndexRecord[]): Promise<void>
  /** Takes titles and their availability out of the index. Unknown ids are no error. */
  remove(ids: readonly string[]): Promise<void>
  /**
   * Replaces the live availability of titles. May come before the record itself (changes of two collections arrive in no
   * fixed order): it is kept and shown when the record is put.
   */
  setAvailability(changes: readonly LiveAvailability[]): Promise<void>
  /** Takes out every title that is not among these. */
  keepOnly(ids: ReadonlySet<string>): Promise<void>
  /**
   * Stores the index with the place in the stream of changes that it has come to: everything written before the call. After
   * a crash it goes on from the last place that was stored.
   */
  mark(place: string): Promise<void>
  /**
   * Brings back what was marked last. @returns its place; null when there is nothing to go on from, and the catalogue must
   * be read anew
   * @param version of the records: an index of another version is not used
   */
  restore(version: string): Promise<string | null>
  /** Number of titles that can be found. */
  size(): number
  /** Whether it can be asked now: an engine on another machine may be away. */
  isUsable(): Promise<boolean>
}

export interface IndexRecord {
  readonly id: string
  readonly title: string
  readonly subtitle?: string | undefined
  /** As the record says it: `第8版`, `3rd ed.` */
  readonly edition?: string | undefined
  /** The title in other languages or scripts; finds and boosts like the title itself. */
  readonly parallelTitles?: readonly string[] | undefined
  readonly authors: readonly string[]
  readonly publisher?: string | undefined
  readonly series?: string | undefined
  readonly subjects: readonly string[]
  /** In any punctuation, ISBN-10 or ISBN-13. */
  readonly isbns: readonly string[]
  readonly callNumbers: readonly string[]
  /** 中图法 notation, such as `TP311.12`. */
  readonly class?: string | undefined
  /** MARC language code, such as `chi`, `eng`. */
  readonly language: string
  /** `book`, `ebook`, … as the contract lists them. */
  readonly form: string
  readonly year?: number | undefined
  /** Branches that own a copy, available or not. */
  readonly branches: readonly string[]
  /** How much the title is used (loans and bookings, say); any non-negative measure that is comparable between titles. */
  readonly popularity: number
  /** What a result list shows of the title; the engine stores it and gives it back untouched, it never looks inside. */
  readonly summary: string
}

export interface Availability {
  readonly copies: number
  readonly available: number
  /** Readers waiting. */
  readonly queue: number
}

export interface LiveAvailability extends Availability {
  readonly id: string
  /** Branches where at least one copy is available now. */
  readonly availableBranches: readonly string[]
}

export type SearchField = 'any' | 'title' | 'author' | 'subject' | 'publisher' | 'isbn' | 'call_number'

export type SearchSort = 'relevance' | 'newest' | 'popular' | 'title'

export interface CatalogueQuery {
  /** As typed. Empty means: browse everything under the filters. Every word must be found. */
  readonly text: string
  /** Where the words must be; `any` when left out. */
  readonly field?: SearchField | undefined
  readonly filters: CatalogueFilters
  readonly sort: SearchSort
  /** From 1. Beyond the first 10,000 hits a page is empty; `total` stays right. */
  readonly page: number
  /** 1 to 100 hits a page; 0 for totals and facets alone. */
  readonly size: number
  /** Counting facets costs a little: leave it off where nobody sees them. */
  readonly facets: boolean
}

/** Values of one filter are alternatives, filters are joined by "and". An empty list is no filter. */
export interface CatalogueFilters {
  readonly branch?: readonly string[] | undefined
  readonly language?: readonly string[] | undefined
  /** 中图法 top letters or notation prefixes: `T`, `TP311`. */
  readonly class?: readonly string[] | undefined
  readonly form?: readonly string[] | undefined
  /** Inclusive. Titles without a year fail either bound. */
  readonly yearFrom?: number | undefined
  readonly yearTo?: number | undefined
  /** Something can be taken now; together with `branch`: at one of those branches. `false` is no filter. */
  readonly available?: boolean | undefined
}

export type FacetName = 'branch' | 'language' | 'class' | 'form' | 'year'

export interface FacetCount {
  readonly value: string
  readonly count: number
}

/**
 * Counted under the query and all other filters: a facet ignores its own filter, so that a reader sees what the other
 * choices would give. Most frequent first; years descending; classes by top letter; values without a title are left out.
 */
export type Facets = Readonly<Record<FacetName, readonly FacetCount[]>>

export interface CatalogueHit {
  readonly id: string
  readonly summary: string
  readonly availability: Availability
}

export interface CatalogueResult {
  readonly total: number
  readonly hits: readonly CatalogueHit[]
  /** Empty lists when the query did not ask for facets. */
  readonly facets: Facets
  /** The text that was searched instead, where nothing was found for the one typed. */
  readonly correction?: string
}

export interface Suggestion {
  readonly text: string
  readonly kind: 'title' | 'author'
  /** For titles: where the completion leads when it is the one meant. */
  readonly titleId?: string
}
