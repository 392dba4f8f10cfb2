import { dayOf } from '../../domain/calendar'
import type { Clock } from '../../infra/clock'
import { romanize } from '../../infra/romanize'
import { citeInBibtex } from './citation-bibtex.rules'
import { citeInGbt } from './citation-gbt.rules'
import { citeInRis } from './citation-ris.rules'
import { citedTitleOf } from './title-citation.rules'
import type { TitleRecord } from './titles.model'

interface Deps {
  readonly clock: Clock
  readonly zone: string
}

export type CitationsService = ReturnType<typeof createCitationsService>

/** A title as it is cited: in the national style for a paper, and in two formats that programs take in. */
export function createCitationsService({ clock, zone }: Deps) {
  function of(record: TitleRecord) {
    const title = citedTitleOf(record)
    const today = dayOf(clock.now(), zone)
    return [
      { style: 'gbt7714' as const, text: citeInGbt(title, today) },
      { style: 'bibtex' as const, text: citeInBibtex(title, romanize) },
      { style: 'ris' as const, text: citeInRis(title) },
    ]
  }

  return { of }
}
