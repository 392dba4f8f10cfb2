import { z } from 'zod'
import { endpoint } from './endpoint'
import { id, instant, listOf } from './common'

export const consultationGroup = z.object({
  id,
  name: z.string(),
  description: z.string(),
  hours: z.string().optional(),
  /** Never changes: what posters carry, `/g/<scene>`. A search that finds nothing leads on to the one called `delivery`. */
  scene: z.string(),
  hasRoom: z.boolean(),
})

export const joinOutcomes = ['code', 'waiting'] as const

export const listConsultationGroups = endpoint({
  method: 'GET',
  path: '/consultation-groups',
  audience: 'public',
  summary: 'Groups one can join by scanning',
  response: listOf(consultationGroup),
})

export const getConsultationGroup = endpoint({
  method: 'GET',
  path: '/consultation-groups/:id',
  audience: 'public',
  summary: 'One group, by its id or by the scene of its stable code',
  response: consultationGroup,
})

export const joinConsultationGroup = endpoint({
  method: 'POST',
  path: '/consultation-groups/:id/join',
  audience: 'public',
  summary: 'The freshest real code with room, counted once per person (G1); else a place in the line',
  response: z.object({
    outcome: z.enum(joinOutcomes),
    codeImageUrl: z.string().optional(),
    expiresAt: instant.optional(),
    position: z.int().optional(),
  }),
})

export const groupCodeWarnings = ['expires_soon', 'nearly_full', 'none_left'] as const

export const groupCode = z.object({
  id,
  imageUrl: z.string(),
  uploadedAt: instant,
  /** Seven days after the upload: WeChat's own limit. */
  expiresAt: instant,
  joined: z.int(),
  capacity: z.int(),
  state: z.enum(['in_use', 'full', 'expired', 'withdrawn']),
})

const deskGroup = z.object({
  ...consultationGroup.shape,
  codes: z.array(groupCode),
  waiting: z.int(),
  warnings: z.array(z.enum(groupCodeWarnings)),
})

export const listDeskGroups = endpoint({
  method: 'GET',
  path: '/desk/consultation-groups',
  audience: 'staff',
  summary: 'Groups with their real codes, counts and warnings (5 days, 180 members)',
  response: listOf(deskGroup),
})

export const uploadGroupCode = endpoint({
  method: 'POST',
  path: '/desk/consultation-groups/:id/codes',
  audience: 'staff',
  summary: 'Add a real group code (image as the request body)',
  query: z.strictObject({
    /** Members the WeChat group has already. */
    members: z.coerce.number().int().min(0).max(199).default(0),
  }),
  upload: { types: ['image/png', 'image/jpeg', 'image/webp'], maxBytes: 1_000_000 },
  response: deskGroup,
  status: 201,
  errors: ['group_code.refused'],
})

export const withdrawGroupCode = endpoint({
  method: 'DELETE',
  path: '/desk/consultation-groups/:id/codes/:codeId',
  audience: 'staff',
  summary: 'Stop showing a code (the group was closed or the image was wrong)',
  response: deskGroup,
})
