import { AppError, notFound } from '../../domain/app-error'
import type { ReaderRecord } from './readers.model'
import * as queries from './readers.queries'

export type ReadersService = ReturnType<typeof createReadersService>

export function createReadersService() {
  async function get(id: string): Promise<ReaderRecord> {
    const reader = await queries.findReader(id)
    if (!reader) throw notFound()
    return reader
  }

  /**
   * The reader of a command that counts against limits. Raising the turn makes two such commands of one reader conflict
   * in the database, so that both see what the other has taken (B6).
   */
  async function enter(id: string): Promise<ReaderRecord> {
    const reader = await queries.raiseTurn(id)
    if (!reader) throw notFound()
    return reader
  }

  /** Many readers at once; those that are gone are left out. */
  async function enterAll(ids: readonly string[]): Promise<ReadonlyMap<string, ReaderRecord>> {
    await queries.raiseTurns(ids)
    return byId(ids)
  }

  async function getByNumber(number: string): Promise<ReaderRecord> {
    const reader = await queries.findReaderByNumber(number)
    if (!reader) throw new AppError('reader.unknown_number')
    return reader
  }

  /** By id; readers that are gone are left out. */
  async function byId(ids: readonly string[]): Promise<ReadonlyMap<string, ReaderRecord>> {
    const readers = await queries.listReadersById([...new Set(ids)])
    return new Map(readers.map((reader) => [reader._id, reader]))
  }

  return {
    get,
    enter,
    enterAll,
    getByNumber,
    byId,
    findByNumber: queries.findReaderByNumber,
    hasImported: queries.hasImportedReaders,
    listFeatured: queries.listFeaturedReaders,
    listOrdinary: queries.listOrdinaryDemoReaders,
  }
}
