import { notFound } from '../../domain/app-error'
import { toIsbn13 } from '../../infra/search/isbn'
import type { TitleRecord } from './titles.model'
import * as queries from './titles.queries'

export type TitlesService = ReturnType<typeof createTitlesService>

/** What other features show of a title. */
export interface TitleReferences {
  references(ids: readonly string[]): Promise<TitleRecord[]>
}

export function createTitlesService() {
  async function get(id: string): Promise<TitleRecord> {
    const title = await queries.findTitle(id)
    if (!title) throw notFound()
    return title
  }

  /** An ISBN-10 or ISBN-13 in any punctuation. */
  async function getByIsbn(typed: string): Promise<TitleRecord> {
    const isbn = toIsbn13(typed)
    const title = isbn === undefined ? null : await queries.findTitleByIsbn(isbn)
    if (!title) throw notFound()
    return title
  }

  function references(ids: readonly string[]): Promise<TitleRecord[]> {
    return queries.listTitles([...new Set(ids)])
  }

  return {
    get,
    getByIsbn,
    references,
    listNew: queries.listNewTitles,
    listRelated: queries.listRelated,
    readAll: queries.readAllTitles,
    identity: queries.readIdentity,
    listImportStates: queries.listImportStates,
    writeImported: queries.writeImported,
    insertImported: queries.insertImported,
    remove: queries.removeTitle,
  }
}
