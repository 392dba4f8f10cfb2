interface Popular {
  readonly query: string
  readonly searches: number
}

export type PastQueries = readonly Popular[]

/** In the order in which `beginningWith` looks for them. */
export function sortedPastQueries(popular: PastQueries): PastQueries {
  return popular.toSorted((a, b) => (a.query < b.query ? -1 : 1))
}

/**
 * What others have searched that begins so, the most searched first, without what was typed itself.
 * @param sorted by `sortedPastQueries`
 * @param prefix folded as the queries are
 */
export function beginningWith(sorted: PastQueries, prefix: string, limit: number): string[] {
  const found: Popular[] = []
  for (let at = firstFrom(sorted, prefix); at < sorted.length; at++) {
    const one = sorted[at]
    if (!one?.query.startsWith(prefix)) break
    if (one.query !== prefix) found.push(one)
  }
  return mostSearched(found, limit)
}

export function mostSearched(found: PastQueries, limit: number): string[] {
  return found
    .toSorted((a, b) => b.searches - a.searches || (a.query < b.query ? -1 : 1))
    .slice(0, limit)
    .map(({ query }) => query)
}

/** The first place whose query is not before the prefix. */
function firstFrom(sorted: PastQueries, prefix: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle]?.query ?? '') < prefix) low = middle + 1
    else high = middle
  }
  return low
}
