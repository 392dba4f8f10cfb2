import type { PrivacyChoiceRecord } from '../features/privacy/privacy.model'
import type { StaffAccessRecord } from '../features/reader-accounts/reader-accounts.model'
import { addDays } from '../domain/calendar'
import { featuredAccounts as who } from './readers'
import { endOf, morningAgo, type Seeding } from './seed-context'
import { demoId } from './seed-ids'

/** X1: who has agreed to a history, some time ago; the others were never asked for it. */
export function privacyChoiceRecords(seeding: Seeding): PrivacyChoiceRecord[] {
  const changedAt = morningAgo(seeding, 200)
  return seeding.plan.readers
    .filter(({ keepsHistory }) => keepsHistory)
    .map(({ account }) => ({ _id: demoId('reader', account), keepsHistory: true, changedAt }))
}

const atDesk = 'GET /desk/readers/:number'
const inQueue = 'GET /desk/titles/:id/queue'

/** X1: the desk has looked at the accounts of readers who came with a question, and once through a queue. */
export function staffAccessRecords(seeding: Seeding): StaffAccessRecord[] {
  const keptDays = 365
  return [
    { account: who.student, by: 'desk.main', daysAgo: 2, operation: atDesk },
    { account: who.student, by: 'desk.main', daysAgo: 5, operation: inQueue },
    { account: who.student, by: 'desk.main', daysAgo: 19, operation: atDesk },
    { account: who.overdue, by: 'desk.main', daysAgo: 2, operation: atDesk },
    { account: who.blocked, by: 'desk.main', daysAgo: 20, operation: atDesk },
  ].map(({ account, by, daysAgo, operation }) => ({
    _id: demoId('staff access', `${account} ${daysAgo}`),
    by,
    readerId: demoId('reader', account),
    operation,
    at: morningAgo(seeding, daysAgo),
    expiresAt: endOf(seeding, addDays(seeding.plan.today, keptDays - daysAgo)),
  }))
}
