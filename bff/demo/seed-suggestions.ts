import type { PurchaseSuggestionRecord } from '../features/purchase-suggestions/purchase-suggestions.model'
import { whatIsMeant } from '../features/purchase-suggestions/purchase-suggestions.rules'
import { featuredAccounts as who } from './readers'
import { morningAgo, type Seeding } from './seed-context'
import { demoId } from './seed-ids'

const wishes = [
  { account: who.student, title: '计算机网络问题与解答', author: '谢希仁', note: '课程要用', daysAgo: 3 },
  { account: who.professor, title: '数字人文导论', author: null, note: '研究生讨论课，希望有三册', daysAgo: 6 },
  { account: who.student, title: '大学生求职指南', author: null, note: null, daysAgo: 20, declined: '已有电子版可用' },
]

/** 荐购: two that wait for a decision and one that was declined with its reason. */
export function suggestionRecords(seeding: Seeding): PurchaseSuggestionRecord[] {
  return wishes.map(({ account, title, author, note, daysAgo, declined }) => ({
    _id: demoId('suggestion', `${account} ${title}`),
    readerId: demoId('reader', account),
    what: whatIsMeant({ titleId: null, title, author, isbn: null }),
    titleId: null,
    title,
    author,
    isbn: null,
    note,
    status: declined === undefined ? 'submitted' : 'declined',
    suggestedAt: morningAgo(seeding, daysAgo),
    decidedAt: declined === undefined ? null : morningAgo(seeding, daysAgo - 5),
    decidedBy: declined === undefined ? null : 'desk.main',
    reason: declined ?? null,
  }))
}
