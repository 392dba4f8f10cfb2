import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, type ResponseOf } from '../../lib/call'

export type RulesInForce = ResponseOf<'GET /desk/rules'>
export type Rules = RulesInForce['rules']
export type LoanRule = Rules['loans'][number]
export type LimitRule = Rules['limits'][number]
export type ShelfRule = Rules['onShelf'][number]
export type Vacation = Rules['vacations'][number]
export type RulesPreview = ResponseOf<'POST /desk/rules/preview'>
export type RuleChange = RulesPreview['changes'][number]
export type CalendarInForce = ResponseOf<'GET /desk/branches/:id/calendar'>
export type Calendar = CalendarInForce['calendar']
export type CalendarPreview = ResponseOf<'POST /desk/branches/:id/calendar/preview'>

/** What is edited is asked anew each time: a colleague may have changed it. */
const fresh = { staleTime: 0, gcTime: 0, refetchOnWindowFocus: false } as const

export function useRules() {
  return useQuery({ queryKey: ['desk', 'rules', 'in-force'], queryFn: () => call('GET /desk/rules'), ...fresh })
}

export function useRulesPreview(rules: Rules) {
  return useQuery({
    queryKey: ['desk', 'rules', 'preview', rules],
    queryFn: () => call('POST /desk/rules/preview', { body: { rules } }),
    ...fresh,
  })
}

/** Whatever shows hours or limits is asked anew. */
function useRefresh() {
  const client = useQueryClient()
  return () => {
    for (const queryKey of [['desk', 'rules'], ['desk', 'calendar'], ['pickup-points'], ['home'], ['me']])
      void client.invalidateQueries({ queryKey })
  }
}

export function useApplyRules() {
  return useMutation({
    mutationFn: (body: { readonly rules: Rules; readonly version: number }) => call('POST /desk/rules/apply', { body }),
    onSuccess: useRefresh(),
  })
}

export function useUndoRules() {
  return useMutation({
    mutationFn: (version: number) => call('POST /desk/rules/revert', { body: { version } }),
    onSuccess: useRefresh(),
  })
}

export function useRuleHistory() {
  return useInfiniteQuery({
    queryKey: ['desk', 'rules', 'history'],
    queryFn: ({ pageParam }) =>
      call('GET /desk/rules/history', { query: { limit: 10, ...(pageParam === '' ? {} : { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
}

export function useCalendar(id: string) {
  return useQuery({
    queryKey: ['desk', 'calendar', id],
    queryFn: () => call('GET /desk/branches/:id/calendar', { params: { id } }),
    ...fresh,
  })
}

export function useCalendarPreview(id: string, calendar: Calendar) {
  return useQuery({
    queryKey: ['desk', 'calendar', id, 'preview', calendar],
    queryFn: () => call('POST /desk/branches/:id/calendar/preview', { params: { id }, body: { calendar } }),
    ...fresh,
  })
}

export function useApplyCalendar(id: string) {
  return useMutation({
    mutationFn: (body: { readonly calendar: Calendar; readonly version: number }) =>
      call('POST /desk/branches/:id/calendar/apply', { params: { id }, body }),
    onSuccess: useRefresh(),
  })
}

export function useUndoCalendar(id: string) {
  return useMutation({
    mutationFn: (version: number) =>
      call('POST /desk/branches/:id/calendar/revert', { params: { id }, body: { version } }),
    onSuccess: useRefresh(),
  })
}
