import { problem, type Problem } from '../../domain/import-problem'
import { controlOf, type MarcRecord } from '../../domain/marc-record'
import { cnmarcTitle, isCnmarc } from './cnmarc.rules'
import { copiesIn, type Holdings } from './holdings.rules'
import type { ImportedRecord } from './imported-record.rules'
import { marc21Title } from './marc21.rules'

export type Dialect = 'marc21' | 'cnmarc'

/**
 * What a MARC record asks of the catalogue.
 * @param dialect null: each record is judged by itself, by where its title stands (245 or 200)
 * @param controlNumber of a harvest, where the record is named from outside
 */
export function recordOfMarc(
  record: MarcRecord,
  options: { readonly dialect: Dialect | null; readonly holdings: Holdings; readonly controlNumber?: string },
): ImportedRecord | Problem {
  const controlNumber = options.controlNumber ?? controlOf(record, '001').trim()
  if (controlNumber === '') return problem('title.no_control_number')
  const isDeleted = record.leader[5] === 'd'
  if (isDeleted) return { controlNumber, isDeleted, title: null, copies: [], problems: [] }
  const dialect = options.dialect ?? (isCnmarc(record) ? 'cnmarc' : 'marc21')
  const title = dialect === 'cnmarc' ? cnmarcTitle(record) : marc21Title(record)
  if (!title) return problem('title.no_title', { field: dialect === 'cnmarc' ? '200' : '245' })
  return { controlNumber, isDeleted, title, ...copiesIn(record, options.holdings) }
}
