import { z } from 'zod'
import { id, instant, listOf, pageQuery, personText } from './common'
import { endpoint } from './endpoint'

export const suggestionStatuses = ['submitted', 'accepted', 'declined'] as const
export type SuggestionStatus = (typeof suggestionStatuses)[number]

export const purchaseSuggestion = z.object({
  id,
  /** A title of the catalogue of which the reader wants more copies; absent: one that the library does not have. */
  titleId: id.optional(),
  title: z.string(),
  author: z.string().optional(),
  isbn: z.string().optional(),
  note: z.string().optional(),
  status: z.enum(suggestionStatuses),
  suggestedAt: instant,
  decidedAt: instant.optional(),
  /** What the library says to the reader. */
  reason: z.string().optional(),
})
export type PurchaseSuggestion = z.infer<typeof purchaseSuggestion>

export const suggestPurchase = endpoint({
  method: 'POST',
  path: '/purchase-suggestions',
  audience: 'reader',
  summary: 'Suggest that the library buys a title, or more copies of one; one suggestion per reader and title',
  body: z
    .strictObject({
      titleId: id.optional(),
      title: personText(300).min(1).optional(),
      author: personText(200).optional(),
      isbn: personText(20).optional(),
      note: personText(500).optional(),
    })
    .refine((body) => body.titleId !== undefined || body.title !== undefined, {
      message: 'give either titleId or title',
      path: ['title'],
    }),
  response: purchaseSuggestion,
  status: 201,
  errors: ['purchase_suggestion.refused'],
})

export const listPurchaseSuggestions = endpoint({
  method: 'GET',
  path: '/purchase-suggestions',
  audience: 'reader',
  summary: 'What I have suggested, and what became of it',
  query: z.strictObject({ ...pageQuery }),
  response: listOf(purchaseSuggestion),
})

export const listSuggestionsForStaff = endpoint({
  method: 'GET',
  path: '/desk/purchase-suggestions',
  audience: 'staff',
  summary: 'What readers suggest, the oldest first; never by whom',
  query: z.strictObject({ status: z.enum(suggestionStatuses).default('submitted'), ...pageQuery }),
  response: listOf(purchaseSuggestion),
})

export const decidePurchaseSuggestion = endpoint({
  method: 'POST',
  path: '/desk/purchase-suggestions/:id/decide',
  audience: 'staff',
  summary: 'Accept, or decline with a reason; the reader is told',
  body: z
    .strictObject({ decision: z.enum(['accepted', 'declined']), reason: personText(300).min(1).optional() })
    .refine((body) => body.decision === 'accepted' || body.reason !== undefined, {
      message: 'say why it is declined',
      path: ['reason'],
    }),
  response: purchaseSuggestion,
  errors: ['purchase_suggestion.not_possible_now'],
})
