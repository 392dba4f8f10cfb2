import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, type ResponseOf } from '../../lib/call'
import type { ChosenImage } from '../../lib/choose-image'

export type Group = ResponseOf<'GET /consultation-groups'>['items'][number]
export type Joined = ResponseOf<'POST /consultation-groups/:id/join'>
export type DeskGroup = ResponseOf<'GET /desk/consultation-groups'>['items'][number]
export type GroupCode = DeskGroup['codes'][number]

export function useGroups() {
  return useQuery({
    queryKey: ['groups', 'list'],
    queryFn: async () => (await call('GET /consultation-groups')).items,
  })
}

/** By id, or by the scene that the stable code carries (G1). */
export function useGroup(idOrScene: string) {
  return useQuery({
    queryKey: ['groups', 'one', idOrScene],
    queryFn: () => call('GET /consultation-groups/:id', { params: { id: idOrScene } }),
  })
}

/** Takes a place: the library counts each person once, so that a second tap shows the same code. */
export function useJoinGroup(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call('POST /consultation-groups/:id/join', { params: { id } }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['groups', 'list'] }),
  })
}

export function useDeskGroups() {
  return useQuery({
    queryKey: ['groups', 'desk'],
    queryFn: async () => (await call('GET /desk/consultation-groups')).items,
  })
}

/** The answer to a change is the group as it stands now: it takes its place in the list at once. */
function useReplaceGroup() {
  const client = useQueryClient()
  return (group: DeskGroup) => {
    client.setQueryData<DeskGroup[]>(['groups', 'desk'], (known) =>
      known?.map((one) => (one.id === group.id ? group : one)),
    )
    void client.invalidateQueries({ queryKey: ['groups', 'list'] })
  }
}

export interface GroupCodeUpload {
  readonly groupId: string
  readonly image: ChosenImage & { readonly contentType: string }
  readonly members: number
}

export function useUploadCode() {
  const replace = useReplaceGroup()
  return useMutation({
    mutationFn: ({ groupId, image, members }: GroupCodeUpload) =>
      call('POST /desk/consultation-groups/:id/codes', {
        params: { id: groupId },
        query: { members },
        body: image.bytes,
        contentType: image.contentType,
      }),
    onSuccess: replace,
  })
}

export function useWithdrawCode(groupId: string) {
  const replace = useReplaceGroup()
  return useMutation({
    mutationFn: (codeId: string) =>
      call('DELETE /desk/consultation-groups/:id/codes/:codeId', { params: { id: groupId, codeId } }),
    onSuccess: replace,
  })
}
