import { notFound } from '../../domain/app-error'
import { foldText } from '../../infra/search/fold'
import { toIsbn13 } from '../../infra/search/isbn'
import type { TitleRecord } from './titles.model'
import * as queries from './titles.queries'
import { workKeysOf } from './work-keys.rules'

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
    listOfClass: queries.listOfClass,
    listWithinClass: queries.listWithinClass,
    listSharingKeys: queries.listSharingKeys,
    listOfSeries: queries.listOfSeries,
    readAll: queries.readAllTitles,
    identity: queries.readIdentity,
    listImportStates: queries.listImportStates,
    writeImported: (titles: readonly queries.TitleAsImported[]) => queries.writeImported(titles.map(keyed)),
    insertImported: (titles: readonly queries.TitleAsImported[]) => queries.insertImported(titles.map(keyed)),
    remove: queries.removeTitle,
  }
}

function keyed(title: queries.TitleAsImported) {
  return { ...title, ...workKeysOf(title, foldText) }
}
