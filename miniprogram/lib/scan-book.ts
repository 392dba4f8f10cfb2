import { ApiError } from './api-error'
import { call } from './call'
import { isbnIn } from './isbn'
import { navigate } from './navigation'
import { scan } from './scan'

interface Ways {
  /** The library has no title of this ISBN: there are ways on from a search that finds nothing. */
  readonly onMissing: (isbn: string) => void
  /** A barcode of the library's own, a price: no ISBN. */
  readonly onNoIsbn: () => void
}

/**
 * Scans the ISBN of a book in hand and lands on its title. Without an answer of the library the title page opens all the
 * same: there it can be asked for again.
 */
export async function scanBook({ onMissing, onNoIsbn }: Ways): Promise<void> {
  const scanned = await scan(['barCode'])
  if (scanned === undefined) return
  const isbn = isbnIn(scanned)
  if (isbn === undefined) {
    onNoIsbn()
    return
  }
  try {
    const { id } = await call('GET /titles/by-isbn/:isbn', { params: { isbn } })
    navigate('title', { id })
  } catch (error) {
    if (error instanceof ApiError && error.code === 'resource.not_found') onMissing(isbn)
    else navigate('title', { isbn })
  }
}
