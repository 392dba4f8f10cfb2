/** Loans and the inbox. */
export const loans = {
  dueBy: (when: string) => `${when}还`,
  overdueBy: (days: number) => (days === 0 ? '已超期' : `已超期 ${days} 天`),
  returned: (when: string) => `${when} 已还`,
  lost: '已登记遗失',
  renewals: (count: number) => (count === 0 ? '未续借' : `续借过 ${count} 次`),
  recalled: (before: string) => `有读者在等，原定${before}`,
  renew: '续借',
  renewAll: '全部续借',
  renewing: '正在续借…',
  renewed: (when: string) => `已续借，${when}还`,
  renewedSome: (renewed: number, refused: number) =>
    refused === 0 ? `${renewed} 本已续借` : `${renewed} 本已续借，${refused} 本不能续借`,
  none: '没有借着的书',
  noneText: '预约取走或在架借走的书会列在这里。',
  noneClosed: '还没有还过书',
  current: '在借',
  past: '已还',
}

export const messages = {
  title: '消息',
  none: '还没有消息',
  noneText: '书可以取了、预约有变化，都会在这里告诉您。',
  unread: '未读',
  templates: {
    booking_ready: '可以取书了',
    booking_cancelled: '预约已取消',
    booking_expired: '预约已过期',
    booking_missed: '没有按时取书',
    booking_unfilled: '预约无法满足',
    visit_reminder: '快到取书时间了',
    visit_missed: '错过了取书时间',
    loan_recalled: '有读者在等您借的书',
    loan_recall_lifted: '可以按原来的日期还',
    purchase_accepted: '您荐购的书图书馆会买',
    purchase_declined: '您荐购的书没有采纳',
  },
  texts: {
    booking_ready: (title: string, place: string, when: string) => `《${title}》在${place}等您，请${when}取走。`,
    booking_cancelled: (title: string) => `《${title}》的预约已取消。`,
    booking_expired: (title: string) => `《${title}》两次没有取走，预约已结束。`,
    booking_missed: (title: string) => `《${title}》过了取书期限，已给下一位读者。您的位置保留着，想要时请恢复预约。`,
    booking_unfilled: (title: string) => `图书馆已没有《${title}》的可借复本，预约结束。`,
    visit_reminder: (_title: string, place: string, when: string) => `您约了${when}到${place}取书。`,
    visit_missed: (_title: string, place: string, when: string) =>
      `${when}在${place}的取书时间过了，书还留着，请在取书期限前再约或直接来。`,
    loan_recalled: (title: string, _place: string, when: string) => `有读者预约了《${title}》，请提前在${when}还。`,
    loan_recall_lifted: (title: string, _place: string, when: string) => `没有人再等《${title}》了，${when}还就可以。`,
    purchase_accepted: (title: string) => `图书馆会采购《${title}》，到馆后可以预约。`,
    purchase_declined: (title: string, _place: string, reason: string) => `《${title}》这次没有采纳：${reason}`,
  },
}
