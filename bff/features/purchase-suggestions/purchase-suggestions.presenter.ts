import type { PurchaseSuggestion } from '../../contract/purchase-suggestions'
import type { PurchaseSuggestionRecord } from './purchase-suggestions.model'

export function presentSuggestion(suggestion: PurchaseSuggestionRecord): PurchaseSuggestion {
  const { titleId, author, isbn, note, reason, decidedAt } = suggestion
  return {
    id: suggestion._id,
    ...(titleId === null ? {} : { titleId }),
    title: suggestion.title,
    ...(author === null ? {} : { author }),
    ...(isbn === null ? {} : { isbn }),
    ...(note === null ? {} : { note }),
    status: suggestion.status,
    suggestedAt: suggestion.suggestedAt.toISOString(),
    ...(decidedAt === null ? {} : { decidedAt: decidedAt.toISOString() }),
    ...(reason === null ? {} : { reason }),
  }
}
