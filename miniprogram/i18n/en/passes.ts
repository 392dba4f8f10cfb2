import type { Texts } from '../zh-cn'

export const passes: Texts['passes'] = {
  title: 'Pass for a friend',
  delegate: 'Let somebody collect it',
  delegateText: 'Whoever shows the pass collects your books',
  choose: 'Which books',
  chooseText:
    'The pass works once, within a day. The loans are yours. You may choose books that are not ready yet: they are handed over only when they are.',
  chooseFirst: 'Choose the books first',
  make: (count) => `Make a pass (${count === 1 ? '1 book' : `${count} books`})`,
  severalPlaces: 'These books are at different places, and a pass works once: make one for each place',
  out: 'Passes that are out',
  outCount: (count) => String(count),
  opens: 'It opens',
  how: 'Works once. You get a message when it is used.',
  showIt: 'Show it at the desk to collect your friend’s books. It works once.',
  share: 'Send to a friend',
  copy: 'Copy as text',
  copied: 'Copied: send it to your friend',
  invitation: ({ books, place, digits, until }) =>
    `Please collect ${books} for me at ${place}. Pass ${digits}, valid until ${until}, works once.`,
  withdraw: 'Withdraw',
  withdrawTitle: 'Withdraw this pass?',
  withdrawText: 'Nobody can collect your books with it any more.',
  withdrawYes: 'Withdraw',
  withdrawNo: 'Keep it',
  withdrawn: 'Withdrawn',
  gone: 'This pass does not work any more',
  goneText: 'It has been used, withdrawn or has run out. You can make another one.',
}
