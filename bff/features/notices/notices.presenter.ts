import type { z } from 'zod'
import type { Block } from '../../contract/markdown'
import type { getNoticeSource, notice, NoticeSummary } from '../../contract/notices'
import type { named } from '../../contract/common'
import { inLanguage, type Bilingual, type Language } from '../../domain/language'
import type { NoticeRecord } from './notices.model'

interface View {
  readonly language: Language
  readonly branches: readonly { readonly _id: string; readonly name: Bilingual }[]
}

export function presentNoticeSummary(record: NoticeRecord, { language, branches }: View): NoticeSummary {
  return {
    id: record._id,
    category: record.category,
    title: inLanguage(record.title, language),
    excerpt: inLanguage(record.excerpt, language),
    publishedAt: record.shownFrom.toISOString(),
    version: record.version,
    isPinned: record.isPinned,
    ...(record.endsAt ? { endsAt: record.endsAt.toISOString() } : {}),
    branches: branches
      .filter((branch) => record.branchIds.includes(branch._id))
      .map((branch): z.infer<typeof named> => ({ id: branch._id, name: inLanguage(branch.name, language) })),
  }
}

export function presentNotice(record: NoticeRecord, blocks: readonly Block[], view: View): z.infer<typeof notice> {
  return { ...presentNoticeSummary(record, view), body: [...blocks] }
}

export function presentNoticeSource(record: NoticeRecord): z.infer<typeof getNoticeSource.response> {
  return {
    id: record._id,
    version: record.version,
    category: record.category,
    title: record.title,
    body: record.body,
    isPinned: record.isPinned,
    branches: record.branchIds,
    ...(record.startsAt ? { startsAt: record.startsAt.toISOString() } : {}),
    ...(record.endsAt ? { endsAt: record.endsAt.toISOString() } : {}),
    publishedAt: record.shownFrom.toISOString(),
  }
}
