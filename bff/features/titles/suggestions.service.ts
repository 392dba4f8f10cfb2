import { foldText } from '../../infra/search/fold'
import type { PastQueriesService } from '../demand/past-queries.service'
import type { CatalogueService } from './catalogue.service'

interface Deps {
  readonly catalogue: Pick<CatalogueService, 'suggest'>
  readonly pastQueries: PastQueriesService
}

interface Completion {
  readonly text: string
  readonly kind: 'title' | 'author' | 'query'
  readonly titleId?: string
}

/** So many lead straight to a book; what others have searched comes after them, where it is still in sight. */
const inFront = 3

export type TitleSuggestions = ReturnType<typeof createTitleSuggestions>

/** Completions while typing: titles and authors of the catalogue, and up to a third of what others have searched. */
export function createTitleSuggestions({ catalogue, pastQueries }: Deps) {
  async function suggest(typed: string, limit: number): Promise<Completion[]> {
    const share = Math.floor(limit / 3)
    const [own, past] = await Promise.all([catalogue.suggest(typed, limit), pastQueries.suggest(typed, limit)])
    const said = new Set(own.map(({ text }) => foldText(text)))
    const queries = past.filter((query) => !said.has(query)).slice(0, share)
    return [
      ...own.slice(0, inFront),
      ...queries.map((text): Completion => ({ text, kind: 'query' })),
      ...own.slice(inFront),
    ].slice(0, limit)
  }

  return { suggest }
}
