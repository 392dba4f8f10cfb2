import { useInfiniteQuery, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call, type ResponseOf } from '../../lib/call'
import { keepOffline } from '../../lib/query-client'

export type NoticeSummary = ResponseOf<'GET /notices'>['items'][number]
export type Notice = ResponseOf<'GET /notices/:id'>
export type NoticeCategory = NoticeSummary['category']

/** In the order of the chips. */
export const noticeCategories = ['service', 'hours', 'resource', 'event', 'system'] as const satisfies NoticeCategory[]

/** What is in force now, pinned first; opens with no network as it was last. */
export function useNotices(category: NoticeCategory | undefined) {
  return useInfiniteQuery({
    queryKey: ['notices', 'feed', category ?? 'all'],
    queryFn: ({ pageParam }) =>
      call('GET /notices', {
        query: { ...(category === undefined ? {} : { category }), ...(pageParam === '' ? {} : { cursor: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    meta: keepOffline,
    // the home screen asks at every start: the feed, one tap further, must not know less
    staleTime: 0,
  })
}

const noticeQuery = (id: string) => ({
  queryKey: ['notices', 'one', id],
  queryFn: () => call('GET /notices/:id', { params: { id } }),
  meta: keepOffline,
})

export function useNotice(id: string) {
  return useQuery(noticeQuery(id))
}

/** As many as a reader on the train may want to open. */
const keptTexts = 10

/** The texts behind the first notices of the feed, one by one, so that they can be read with no signal. */
export function useTextsOffline(notices: readonly NoticeSummary[]): void {
  const client = useQueryClient()
  useEffect(() => {
    let isOver = false
    const fetchTexts = async () => {
      for (const { id, version } of notices.slice(0, keptTexts)) {
        if (isOver) return
        if (client.getQueryData<Notice>(noticeQuery(id).queryKey)?.version !== version) await fetchText(client, id)
      }
    }
    void fetchTexts()
    return () => {
      isOver = true
    }
  }, [client, notices])
}

/** One that cannot be fetched now is asked for when it is opened. */
const fetchText = (client: QueryClient, id: string) =>
  client.query({ ...noticeQuery(id), staleTime: 0 }).catch(() => undefined)
