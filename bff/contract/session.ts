import { z } from 'zod'
import { endpoint } from './endpoint'
import { day, done, instant, listOf, named, pageQuery, personText, refusal } from './common'

export const readerCategories = ['undergraduate', 'postgraduate', 'teacher', 'staff', 'external'] as const
export type ReaderCategory = (typeof readerCategories)[number]

/** What a librarian may do; named, granted one by one. */
export const permissions = [
  'desk',
  'paging',
  'notices',
  'guide',
  'groups',
  'phases',
  'rules',
  'readers',
  'fees',
  'queue',
  'acquisitions',
  'override.limit',
  'override.blocks',
  'override.waited_for',
  'override.reference_only',
  'override.visit_required',
] as const
export type Permission = (typeof permissions)[number]

export const me = z.object({
  account: z.string(),
  name: z.string(),
  role: z.enum(['reader', 'librarian', 'visitor']),
  /** `null` for librarians and for a WeChat user who is not bound yet. */
  reader: z
    .strictObject({
      number: z.string(),
      name: z.string(),
      category: z.enum(readerCategories),
      department: z.string().optional(),
      cardExpiresOn: day,
      /** What keeps this reader from booking now; empty for most. */
      blocks: z.array(refusal),
    })
    .nullable(),
  permissions: z.array(z.enum(permissions)),
  /** The desk that a librarian works at. */
  desk: z.object({ branch: named, pickupPoint: named.optional() }).optional(),
  limits: z
    .strictObject({
      bookings: z.object({ limit: z.int(), open: z.int() }),
      loans: z.object({ limit: z.int(), open: z.int() }),
    })
    .optional(),
  allowedActions: z.array(z.enum(['book', 'bind', 'work_at_desk'])),
})
export type Me = z.infer<typeof me>

export const sessionAnswer = z.object({
  token: z.string(),
  expiresAt: instant,
  refreshToken: z.string(),
  me,
})

export const listDemoAccounts = endpoint({
  method: 'GET',
  path: '/session/demo-accounts',
  audience: 'public',
  summary: 'Whom one can be in the demo library; the featured ones first',
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(1000).default(20), cursor: pageQuery.cursor }),
  response: listOf(
    z.object({
      account: z.string(),
      name: z.string(),
      role: z.enum(['reader', 'librarian']),
      category: z.enum(readerCategories).optional(),
      permissions: z.array(z.enum(permissions)),
      note: z.string().optional(),
    }),
  ),
  errors: ['demo.not_available'],
})

export const signIn = endpoint({
  method: 'POST',
  path: '/session',
  audience: 'public',
  summary: 'Sign in',
  body: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('demo'), account: personText(64).min(1) }),
    z.strictObject({ kind: z.literal('wechat'), code: personText(200).min(1) }),
    z.strictObject({ kind: z.literal('campus'), ticket: personText(2000).min(1), service: personText(500).min(1) }),
  ]),
  response: sessionAnswer,
  errors: ['auth.invalid_credentials', 'auth.unavailable', 'demo.not_available'],
  transactional: false,
})

export const bindReader = endpoint({
  method: 'POST',
  path: '/session/bind',
  audience: 'public',
  summary: 'Tie the WeChat user to a reader by campus proof (X1); never by the number alone',
  body: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('demo'), account: personText(64).min(1) }),
    z.strictObject({ kind: z.literal('campus'), ticket: personText(2000).min(1), service: personText(500).min(1) }),
  ]),
  response: sessionAnswer,
  errors: ['binding.refused', 'auth.unavailable'],
  transactional: false,
})

export const refreshSession = endpoint({
  method: 'POST',
  path: '/session/refresh',
  audience: 'public',
  summary: 'Rotate: a refresh token works once; using an old one ends the session',
  body: z.strictObject({ refreshToken: z.string().min(1).max(2000) }),
  response: sessionAnswer,
  errors: ['auth.session_ended'],
  transactional: false,
})

export const signOut = endpoint({
  method: 'DELETE',
  path: '/session',
  audience: 'public',
  summary: 'Sign out everywhere',
  response: done,
  errors: ['auth.required'],
  transactional: false,
})

export const getMe = endpoint({
  method: 'GET',
  path: '/me',
  audience: 'public',
  summary: 'My profile, limits and what I may do',
  response: me,
  errors: ['auth.required'],
})
