import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, type RequestOf, type ResponseOf } from '../../lib/call'

export type NoticeSource = ResponseOf<'GET /desk/notices/:id'>
export type NoticeText = RequestOf<'POST /desk/notices'>['body']

/** A notice as it was written, asked anew each time the editor opens: somebody may have corrected it. */
export function useNoticeSource(id: string | undefined) {
  return useQuery({
    queryKey: ['desk', 'notice', id],
    queryFn: () => call('GET /desk/notices/:id', { params: { id: id ?? '' } }),
    enabled: id !== undefined,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
}

/** How the text will look, parsed by the library exactly as when it is published. */
export function useNoticePreview(body: { readonly zh: string; readonly en: string }) {
  return useQuery({
    queryKey: ['desk', 'notice-preview', body],
    queryFn: () =>
      call('POST /desk/notices/preview', {
        body: { body: { zh: body.zh, ...(body.en.trim() === '' ? {} : { en: body.en }) } },
      }),
    enabled: body.zh.trim() !== '',
    gcTime: 60_000,
  })
}

/** What is on the feed, the home screen and in the editor is asked anew. */
function useRefreshNotices() {
  const client = useQueryClient()
  return () => {
    for (const queryKey of [['notices'], ['home'], ['desk', 'notice']]) void client.invalidateQueries({ queryKey })
  }
}

interface Publication {
  readonly notice: NoticeText
  /** The version that was on the screen; `undefined` for a new notice. */
  readonly edited: { readonly id: string; readonly version: number } | undefined
}

/** Publishes a new notice, or a new version of the one that was edited (N1). */
export function usePublishNotice() {
  const refresh = useRefreshNotices()
  return useMutation({
    mutationFn: ({ notice, edited }: Publication) =>
      edited === undefined
        ? call('POST /desk/notices', { body: notice })
        : call('PUT /desk/notices/:id', {
            params: { id: edited.id },
            body: { ...notice, version: edited.version },
          }),
    onSuccess: refresh,
  })
}

export function useWithdrawNotice() {
  const refresh = useRefreshNotices()
  return useMutation({
    mutationFn: (id: string) => call('DELETE /desk/notices/:id', { params: { id } }),
    onSuccess: refresh,
  })
}
