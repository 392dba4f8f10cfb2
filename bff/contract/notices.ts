import { z } from 'zod'
import { endpoint } from './endpoint'
import { bilingual, id, instant, listOf, named, pageQuery, personText } from './common'
import { block } from './markdown'

export const noticeCategories = ['service', 'hours', 'resource', 'event', 'system'] as const
export type NoticeCategory = (typeof noticeCategories)[number]

export const noticeSummary = z.object({
  id,
  category: z.enum(noticeCategories),
  title: z.string(),
  /** The first words of the text. */
  excerpt: z.string(),
  publishedAt: instant,
  /** Rises with each correction; the unread mark hangs on id and version. */
  version: z.int(),
  isPinned: z.boolean(),
  endsAt: instant.optional(),
  branches: z.array(named),
})
export type NoticeSummary = z.infer<typeof noticeSummary>

export const notice = z.object({ ...noticeSummary.shape, body: z.array(block) })

export const listNotices = endpoint({
  method: 'GET',
  path: '/notices',
  audience: 'public',
  summary: 'What is in force now, pinned first, then newest',
  query: z.strictObject({ category: z.enum(noticeCategories).optional(), q: personText(100).optional(), ...pageQuery }),
  response: listOf(noticeSummary),
})

export const getNotice = endpoint({
  method: 'GET',
  path: '/notices/:id',
  audience: 'public',
  summary: 'One notice, its Markdown as a safe tree',
  response: notice,
})

const noticeText = {
  category: z.enum(noticeCategories),
  title: bilingual(120),
  /** Markdown. */
  body: bilingual(20_000),
  isPinned: z.boolean().default(false),
  branches: z.array(id).max(50).default([]),
  startsAt: instant.optional(),
  endsAt: instant.optional(),
}

export const previewNotice = endpoint({
  method: 'POST',
  path: '/desk/notices/preview',
  audience: 'staff',
  summary: 'How it will look, in both languages; stores nothing',
  body: z.strictObject({ body: bilingual(20_000) }),
  response: z.object({ zh: z.array(block), en: z.array(block).optional() }),
  transactional: false,
})

export const publishNotice = endpoint({
  method: 'POST',
  path: '/desk/notices',
  audience: 'staff',
  summary: 'Publish a notice',
  body: z.strictObject(noticeText),
  response: notice,
  status: 201,
})

export const correctNotice = endpoint({
  method: 'PUT',
  path: '/desk/notices/:id',
  audience: 'staff',
  summary: 'Publish a new version; the old ones stay as they were (N1)',
  body: z.strictObject({
    ...noticeText,
    /** The version that was edited. */
    version: z.int(),
  }),
  response: notice,
  errors: ['notice.stale'],
})

export const withdrawNotice = endpoint({
  method: 'DELETE',
  path: '/desk/notices/:id',
  audience: 'staff',
  summary: 'Take it off the feed now',
  response: noticeSummary,
})

/** What the editor loads: the texts as they were written. */
export const getNoticeSource = endpoint({
  method: 'GET',
  path: '/desk/notices/:id',
  audience: 'staff',
  summary: 'A notice with its Markdown, for correction',
  response: z.object({ id, version: z.int(), ...noticeText, publishedAt: instant }),
})
