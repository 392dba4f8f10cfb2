import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call, type ResponseOf } from '../../lib/call'

export type CourseSummary = ResponseOf<'GET /courses'>['items'][number]
export type Course = ResponseOf<'GET /courses/:id'>
export type Reserve = Course['reserves'][number]

/** Courses under a query, or mine (enrolled in or taught). */
export function useCourses({ q, mine }: { readonly q: string; readonly mine: boolean }) {
  return useInfiniteQuery({
    queryKey: ['courses', 'list', mine ? 'mine' : 'all', q],
    queryFn: ({ pageParam }) =>
      call('GET /courses', {
        query: {
          ...(q === '' ? {} : { q }),
          ...(mine ? { mine: 'true' } : {}),
          ...(pageParam === '' ? {} : { cursor: pageParam }),
        },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  })
}

export function useCourse(id: string) {
  return useQuery({ queryKey: ['courses', 'one', id], queryFn: () => call('GET /courses/:id', { params: { id } }) })
}
