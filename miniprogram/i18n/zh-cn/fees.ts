/** What one owes the library. */
export const fees = {
  title: '费用',
  open: '未付',
  closed: '已结清',
  none: '没有未付的费用',
  noneClosed: '还没有结清过费用',
  owed: (amount: string) => `共 ${amount} 未付`,
  howToPay: '请到服务台或校园缴费处付清，付清后马上可以预约和借书。',
  reasons: { overdue: '超期', lost: '遗失赔偿', damage: '损坏赔偿' },
  statuses: { open: '未付', paid: '已付', waived: '已免', to_refund: '待退款', refunded: '已退款' },
  recorded: (when: string) => `${when} 记下`,
  settled: (when: string) => `${when} 结清`,
}
