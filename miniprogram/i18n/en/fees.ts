import type { Texts } from '../zh-cn'

export const fees: Texts['fees'] = {
  title: 'Fees',
  open: 'Open',
  closed: 'Settled',
  none: 'You owe nothing',
  noneClosed: 'No settled fees yet',
  owed: (amount) => `${amount} to pay`,
  howToPay: 'Please pay at the desk or the campus cashier; you can book and borrow again at once.',
  reasons: { overdue: 'Overdue', lost: 'Lost book', damage: 'Damage' },
  statuses: { open: 'To pay', paid: 'Paid', waived: 'Waived', to_refund: 'To be refunded', refunded: 'Refunded' },
  recorded: (when) => `Recorded ${when}`,
  settled: (when) => `Settled ${when}`,
}
