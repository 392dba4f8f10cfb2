import * as queries from './desk.queries'

export type ReceiptsService = ReturnType<typeof createReceiptsService>

/** What was handed over to a reader, for the reader. */
export function createReceiptsService() {
  return { listOfReader: queries.listReceiptsOfReader, history: queries.history }
}
