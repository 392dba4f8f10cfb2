import type { NoticeContent, NoticeRecord, NoticeVersionRecord } from '../features/notices/notices.model'
import { shownFromOf } from '../features/notices/notices.rules'
import { parseMarkdown } from '../infra/markdown'
import { excerptOf } from '../infra/markdown-output'
import type { PlannedNotice } from './notices'
import { at, endOf } from './seed-context'
import type { Seeding } from './seed-context'
import { demoId } from './seed-ids'

/** Notices with their past dates, which the desk could not give them; each in its first version (N1). */
export function noticeRecords(seeding: Seeding): NoticeRecord[] {
  return seeding.plan.notices.map((notice) => {
    const content = contentOf(seeding, notice)
    const publishedAt = at(seeding, notice.publishedAt)
    return {
      _id: demoId('notice', notice.key),
      ...content,
      version: 1,
      excerpt: { zh: excerpt(notice.body.zh), ...(notice.body.en ? { en: excerpt(notice.body.en) } : {}) },
      publishedAt,
      versionAt: publishedAt,
      shownFrom: shownFromOf(content, publishedAt),
      isWithdrawn: false,
    }
  })
}

export function noticeVersionRecords(seeding: Seeding): NoticeVersionRecord[] {
  const publisher = seeding.plan.librarians.find(({ permissions }) => permissions.includes('notices'))
  if (!publisher) throw new Error('nobody may publish notices')
  return seeding.plan.notices.map((notice) => {
    const noticeId = demoId('notice', notice.key)
    return {
      _id: `${noticeId}/1`,
      ...{ noticeId, version: 1 },
      ...contentOf(seeding, notice),
      publishedAt: at(seeding, notice.publishedAt),
      publishedBy: publisher.account,
    }
  })
}

function contentOf(seeding: Seeding, notice: PlannedNotice): NoticeContent {
  return {
    category: notice.category,
    title: notice.title,
    body: notice.body,
    isPinned: notice.isPinned,
    branchIds: [...notice.branches],
    startsAt: null,
    endsAt: notice.endsOn === undefined ? null : endOf(seeding, notice.endsOn),
  }
}

function excerpt(markdown: string): string {
  return excerptOf(parseMarkdown(markdown))
}
