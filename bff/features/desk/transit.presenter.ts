import type { z } from 'zod'
import type { listTransit } from '../../contract/transit'
import { inLanguage, type Language } from '../../domain/language'
import type { TransitsService } from '../copies/transits.service'
import { presentBranch } from '../places/places.presenter'
import type { Places } from '../places/places.service'
import type { TitleRecord } from '../titles/titles.model'
import { presentTitleReferenceOrGone } from '../titles/titles.presenter'

interface TransitView {
  readonly page: Awaited<ReturnType<TransitsService['list']>>
  readonly titles: ReadonlyMap<string, TitleRecord>
  readonly places: Places
}

export function presentTransit(
  { page, titles, places }: TransitView,
  language: Language,
): z.input<typeof listTransit.response> {
  const { items, now, ...counts } = page
  return {
    ...counts,
    items: items.map(({ transit, pickupPointId, ...copy }) => {
      const point = pickupPointId === null ? null : places.pickupPoint(pickupPointId)
      return {
        title: presentTitleReferenceOrGone(titles.get(copy.titleId), copy.titleId),
        ...(copy.part === null ? {} : { part: copy.part }),
        copy: { barcode: copy.barcode, callNumber: copy.callNumber },
        from: presentBranch(places.branch(transit.from), language),
        to: presentBranch(places.branch(transit.to), language),
        ...(point ? { pickupPoint: { id: point._id, name: inLanguage(point.name, language) } } : {}),
        since: transit.since.toISOString(),
        expectedBy: transit.expectedBy.toISOString(),
        isLate: transit.expectedBy < now,
      }
    }),
  }
}
