import type { Texts } from '../zh-cn'

export const transit: Texts['transit'] = {
  title: 'On the road',
  entryText: 'Books between branches, and which should have arrived',
  directions: { in: 'Coming', out: 'Sent off' },
  none: { in: 'Nothing is on its way here', out: 'Nothing sent off is on its way' },
  noneText: 'Books that a scan sends elsewhere are listed here.',
  lateCount: (count) => `${count} should have arrived`,
  late: 'Late',
  from: (place) => `from ${place}`,
  to: (place) => `to ${place}`,
  home: 'to its shelf',
  forReader: 'for a reader',
  since: (when) => `sent ${when}`,
  expected: (when) => `due ${when}`,
  count: (incoming, late) => (late > 0 ? `${incoming}, ${late} late` : `${incoming}`),
}

export const deskBooking: Texts['deskBooking'] = {
  title: 'Book for a reader',
  text: 'Scan the card or type the number, then choose the book.',
  entryText: 'A reader is at the desk or on the phone',
  bookFor: 'Booking for',
  search: 'Find the book',
  searchHint: 'Title, author or ISBN',
  searchNow: 'Find',
  searchText: 'Type a title or an author, or scan the ISBN.',
  found: (words) => `Results for “${words}”`,
  noneFound: 'Not found',
  copies: (available, copies, queue) => `${available} of ${copies} on the shelf, ${queue} waiting`,
  otherTitle: 'Another book',
  part: 'Which part',
  where: 'Where to collect it',
  place: 'Book it',
  placed: (title) => `“${title}” is booked`,
  position: (position) => `Number ${position} in the queue`,
  readyBy: (when) => `Ready ${when}`,
  another: 'Book one more',
  overrideWords: {
    ask: 'Book anyway',
    askYes: 'Book it',
    title: 'Pass over the rule?',
    text: 'Your account, the time and the rules passed over are kept on record.',
  },
}

export const gateCheck: Texts['gateCheck'] = {
  title: 'Check a receipt',
  entryText: 'Books that readers lent themselves, at the gate',
  first: 'Scan the book first',
  firstText: 'Scan the barcode, then read the code on the reader’s phone.',
  code: 'Receipt code',
  codeHint: 'Six characters on the phone',
  check: 'Check',
  next: 'Next book',
  valid: 'Lent: it may leave',
  lentAt: (when) => `Lent ${when}`,
  invalid: 'This receipt is not for this book',
  invalidText: 'Read the code once more, or send the reader to the desk.',
}

export const queue: Texts['queue'] = {
  title: 'Queue of a title',
  entryText: 'Who waits for a title, and in which order',
  none: 'Nobody waits for this title',
  position: (position) => `Number ${position}`,
  suspended: 'Suspended',
  since: (when) => `booked ${when}`,
  atFront: 'Put back to the front',
  moved: (by, reason) => `Moved by ${by}: ${reason}`,
  change: 'Change place',
  changeText: 'Within one level the order of arrival stays. Readers see their new place.',
  levels: { first: 'First', before: 'Earlier', ordinary: 'Ordinary', after: 'Later' },
  reason: 'Reason',
  reasonHint: 'Kept on record with your account and the time',
  reasonNeeded: 'Please say why',
  save: 'Save',
  saved: 'Place changed',
}

export const promises: Texts['promises'] = {
  title: 'Ready times kept',
  entryText: 'What readers were told, and what came of it',
  text: 'The last 30 days: the ready time told at booking beside the time when the book lay on the pickup shelf.',
  none: 'Nothing to compare in the last 30 days',
  noneHere: 'Nothing to compare',
  counts: (kept, late) => `${kept} on time, ${late} late`,
  median: (minutes) => {
    if (minutes < 120) return `Late ones by ${minutes} minutes, typically`
    const hours = Math.round(minutes / 60)
    return `Late ones by ${hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`}, typically`
  },
}

export const slip: Texts['slip'] = {
  title: 'Loan slip',
  print: 'Print the slip',
  reader: (end) => `Card ending in ${end}`,
  foot: (count) => `${count} in all: please return them on time`,
}
