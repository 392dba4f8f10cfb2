import type { z } from 'zod'
import type {
  consultationGroup,
  groupCode,
  joinConsultationGroup,
  uploadGroupCode,
} from '../../contract/consultation-groups'
import { inLanguage, type Language } from '../../domain/language'
import type { ConsultationGroupRecord, GroupCodeRecord } from './consultation-groups.model'
import { codeState, codeWarnings } from './consultation-groups.rules'

interface GroupToShow {
  readonly group: ConsultationGroupRecord
  readonly hasRoom: boolean
}

interface DeskGroupToShow extends GroupToShow {
  readonly codes: readonly GroupCodeRecord[]
  readonly waiting: number
  readonly now: Date
}

type JoinedToShow =
  | { readonly outcome: 'code'; readonly code: GroupCodeRecord }
  | { readonly outcome: 'waiting'; readonly position: number }

export function presentGroup({ group, hasRoom }: GroupToShow, language: Language): z.infer<typeof consultationGroup> {
  return {
    id: group._id,
    name: inLanguage(group.name, language),
    description: inLanguage(group.description, language),
    ...(group.hours ? { hours: inLanguage(group.hours, language) } : {}),
    scene: group.scene,
    hasRoom,
  }
}

export function presentJoined(joined: JoinedToShow): z.infer<typeof joinConsultationGroup.response> {
  if (joined.outcome === 'waiting') return { outcome: 'waiting', position: joined.position }
  return {
    outcome: 'code',
    codeImageUrl: imageUrl(joined.code),
    expiresAt: joined.code.expiresAt.toISOString(),
  }
}

export function presentDeskGroup(view: DeskGroupToShow, language: Language): z.infer<typeof uploadGroupCode.response> {
  return {
    ...presentGroup(view, language),
    codes: view.codes.map((code) => presentCode(code, view.now)),
    waiting: view.waiting,
    warnings: codeWarnings(view.codes, view.now),
  }
}

function presentCode(code: GroupCodeRecord, now: Date): z.infer<typeof groupCode> {
  return {
    id: code._id,
    imageUrl: imageUrl(code),
    uploadedAt: code.uploadedAt.toISOString(),
    expiresAt: code.expiresAt.toISOString(),
    joined: code.joined,
    capacity: code.capacity,
    state: codeState(code, now),
  }
}

/** Below the address of the service. */
function imageUrl(code: GroupCodeRecord): string {
  return `/api/group-codes/${code._id}/image`
}
