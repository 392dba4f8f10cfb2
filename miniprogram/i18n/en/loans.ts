import type { Texts } from '../zh-cn'

export const loans: Texts['loans'] = {
  dueBy: (when) => `Due ${when}`,
  overdueBy: (days) => (days === 0 ? 'Overdue' : days === 1 ? '1 day overdue' : `${days} days overdue`),
  returned: (when) => `Returned ${when}`,
  lost: 'Reported lost',
  renewals: (count) => (count === 0 ? 'Not renewed' : count === 1 ? 'Renewed once' : `Renewed ${count} times`),
  recalled: (before) => `Somebody waits for it; it was due ${before}`,
  renew: 'Renew',
  renewAll: 'Renew all',
  renewing: 'Renewing…',
  renewed: (when) => `Renewed: due ${when}`,
  renewedSome: (renewed, refused) => (refused === 0 ? `${renewed} renewed` : `${renewed} renewed, ${refused} not`),
  none: 'No books on loan',
  noneText: 'Books you collect or check out are listed here.',
  noneClosed: 'No returned books yet',
  current: 'Current',
  past: 'Returned',
}

export const messages: Texts['messages'] = {
  title: 'Messages',
  none: 'No messages yet',
  noneText: 'When a book is ready or a booking changes, you read it here.',
  unread: 'Unread',
  templates: {
    booking_ready: 'Ready to collect',
    booking_cancelled: 'Booking cancelled',
    booking_expired: 'Booking expired',
    booking_missed: 'Not collected in time',
    booking_put_back: 'Not ready after all',
    booking_unfilled: 'Booking not possible',
    visit_reminder: 'Your visit is coming up',
    visit_missed: 'Visit missed',
    loan_recalled: 'Somebody waits for your book',
    loan_recall_lifted: 'The first due date holds again',
    pass_used: 'Collected for you',
    purchase_accepted: 'The library buys what you suggested',
    purchase_declined: 'Your suggestion was declined',
  },
  books: (title, count) => (count === 1 ? `“${title}”` : `“${title}” and ${count - 1} more`),
  texts: {
    booking_ready: (title, place, when) => `“${title}” is waiting at ${place}. Please collect it ${when}.`,
    booking_cancelled: (title) => `Your booking of “${title}” is cancelled.`,
    booking_expired: (title) => `“${title}” was not collected twice; the booking has ended.`,
    booking_missed: (title) =>
      `“${title}” was not collected in time and went to the next reader. Your place is kept: resume when you want it.`,
    booking_put_back: (title, place) =>
      `“${title}” cannot be collected at ${place} for now, so please do not come yet. You are first in the queue and will hear at once.`,
    booking_unfilled: (title) => `The library has no copy of “${title}” left to lend; the booking has ended.`,
    visit_reminder: (_title, place, when) => `You planned to collect your books at ${place} ${when}.`,
    visit_missed: (_title, place, when) =>
      `Your visit to ${place} ${when} has passed. Your books are still there: come, or choose another time, before they go back.`,
    loan_recalled: (title, _place, when) => `Another reader has booked “${title}”. Please return it earlier: ${when}.`,
    loan_recall_lifted: (title, _place, when) => `Nobody waits for “${title}” any more. It is due ${when} again.`,
    pass_used: (title, place) => `Somebody collected ${title} at ${place} with your pass. The loan is yours.`,
    purchase_accepted: (title) => `The library will buy “${title}”. You can book it once it is here.`,
    purchase_declined: (title, _place, reason) => `“${title}” was declined: ${reason}`,
  },
}
