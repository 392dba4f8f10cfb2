import type { Texts } from '../zh-cn'

export const privacy: Texts['privacy'] = {
  title: 'Privacy and data',
  entryText: 'Reading history, who saw my account, export, erasure',
  history: 'Reading history',
  forget: 'Do not keep it',
  forgetText: (days, lateDays) =>
    `${days} days after a booking or loan has ended, nobody can tell any more that it was yours; after ${lateDays} days if the book came back late. While fees are open, not before they are settled.`,
  keep: 'Keep it',
  keepText: 'You can always look up what you have read. You may change your mind at any time.',
  kept: 'Your reading history is kept from now on',
  withdrawTitle: 'Stop keeping your history?',
  withdrawText:
    'Bookings and loans that have ended, and messages about them, are cut from you at once. This cannot be undone.',
  withdrawYes: 'Stop',
  withdrawNo: 'Keep it',
  withdrawn: 'What has ended is no longer tied to you',
  views: 'Who looked at my account',
  viewsText: 'Each time a librarian opens your account, or sees your name in a queue, it is written down here.',
  noViews: 'No librarian has opened your account.',
  reasons: {
    reader_account: 'Looked at your loans at the desk',
    queue: 'Saw you in the queue for a book',
    other: 'Library business',
  },
  data: 'My data',
  dataText:
    'Your profile, bookings, loans, visits, messages, receipts, fees, purchase suggestions, groups joined and choices, in one file.',
  export: 'Export my data',
  saved: 'Saved to your downloads',
  copied: 'Copied: paste it into a file',
  leave: 'Erase my data',
  eraseText:
    'Erases all history and messages, unties WeChat and signs you out everywhere. Your card stays valid. A lost book that was paid for and is found later can no longer be refunded. Return books, cancel bookings and settle fees first.',
  erase: 'Erase my data',
  eraseYes: 'Erase',
  eraseTitle: 'Erase your data?',
  eraseQuestion: 'It cannot be brought back. Export it first if you want a copy.',
  erased: 'Erased',
}
