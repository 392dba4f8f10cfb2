import type { PassRecord } from '../features/passes/passes.model'
import { featuredAccounts as who } from './readers'
import type { Seeding } from './seed-context'
import { demoId } from './seed-ids'

const dayMs = 24 * 3_600_000

/** P3: somebody with a ready book, other than the student of the story, has asked a friend to collect it. */
export function passRecords({ plan, now }: Seeding): PassRecord[] {
  const ready = plan.bookings.find(
    ({ account, history }) => account !== who.student && history.at(-1)?.status === 'ready',
  )
  if (!ready) return []
  const issuedAt = new Date(Math.floor(now.getTime() / 1000) * 1000)
  return [
    {
      _id: demoId('pass', ready.id),
      readerId: demoId('reader', ready.account),
      digits: '20200130',
      issuedAt,
      expiresAt: new Date(issuedAt.getTime() + dayMs),
      revokedAt: null,
      bookingIds: [demoId('booking', ready.id)],
      usedAt: null,
      receiptId: null,
    },
  ]
}
