import { addDays } from '../domain/calendar'
import type { Day } from '../domain/calendar'
import type { Bilingual } from '../domain/language'
import type { ReaderCategory } from '../contract/session'
import type { Random } from './random'
import { departments, givenNames, surnames } from './names'

export interface Reader {
  /** Reader number; one signs in with it in the demo library. */
  readonly account: string
  readonly name: string
  readonly category: ReaderCategory
  readonly department?: string
  readonly cardExpiresOn: Day
  /** The library has blocked the card; the text says why. */
  readonly blockedBecause?: Bilingual
  /** Agreed that ended loans and bookings stay on record (X1). */
  readonly keepsHistory: boolean
  /** Featured accounts: what one can see with them. */
  readonly note?: Bilingual
}

interface FeaturedFacts {
  readonly account: string
  readonly name: string
  readonly category: ReaderCategory
  readonly department?: string
  /** Days from today. */
  readonly cardDays: number
  readonly blockedBecause?: Bilingual
  readonly note: Bilingual
}

/** Accounts with a story, by the part they play in it. */
export const featuredAccounts = {
  student: '2023010001',
  postgraduate: '2025210002',
  professor: '1998880003',
  staff: '2006990004',
  external: 'W20260005',
  overdue: '2022010006',
  blocked: '2023010007',
  cardExpired: '2022010008',
  missedOnce: '2024010009',
  atLimit: 'W20260010',
  newcomer: '2026010011',
  inTransit: '2024210012',
} as const

const featured: readonly FeaturedFacts[] = [
  {
    account: featuredAccounts.student,
    name: '林晓',
    category: 'undergraduate',
    department: '计算机学院',
    cardDays: 580,
    note: {
      zh: '一本书待取、一本排队中、一本快到期，四门课程',
      en: 'One book ready, one queued, one due soon; four courses',
    },
  },
  {
    account: featuredAccounts.professor,
    name: '张明远',
    category: 'teacher',
    department: '人工智能学院',
    cardDays: 2000,
    note: {
      zh: '张教授：讲授机器学习，有教参清单',
      en: 'Professor Zhang teaches Machine Learning and has a reserve list',
    },
  },
  {
    account: featuredAccounts.postgraduate,
    name: '王一诺',
    category: 'postgraduate',
    department: '数学学院',
    cardDays: 900,
    note: { zh: '两本书备书中，从两个分馆取', en: 'Two books being fetched in two branches' },
  },
  {
    account: featuredAccounts.inTransit,
    name: '周行',
    category: 'postgraduate',
    department: '医学院',
    cardDays: 620,
    note: { zh: '一本书正在分馆之间运送', en: 'A book on its way between branches' },
  },
  {
    account: featuredAccounts.overdue,
    name: '陈迟',
    category: 'undergraduate',
    department: '土木工程学院',
    cardDays: 220,
    note: { zh: '有逾期图书，暂不能预约', en: 'Has an overdue book and cannot book for now' },
  },
  {
    account: featuredAccounts.missedOnce,
    name: '何敏',
    category: 'undergraduate',
    department: '外国语学院',
    cardDays: 940,
    note: { zh: '错过一次取书，预约已暂停，等她恢复', en: 'Missed a pickup once: the booking waits, suspended' },
  },
  {
    account: featuredAccounts.atLimit,
    name: '孙满',
    category: 'external',
    cardDays: 150,
    note: { zh: '校外读者，预约数已满', en: 'External reader who has reached the booking limit' },
  },
  {
    account: featuredAccounts.blocked,
    name: '赵停',
    category: 'undergraduate',
    department: '管理学院',
    cardDays: 600,
    blockedBecause: { zh: '遗失图书待赔偿', en: 'A lost book has not been settled' },
    note: { zh: '证件被图书馆停用', en: 'Card blocked by the library' },
  },
  {
    account: featuredAccounts.cardExpired,
    name: '吴期',
    category: 'undergraduate',
    department: '材料学院',
    cardDays: -12,
    note: { zh: '读者证已过期', en: 'Card expired' },
  },
  {
    account: featuredAccounts.newcomer,
    name: '新小雨',
    category: 'undergraduate',
    department: '文学院',
    cardDays: 1300,
    note: { zh: '刚入学，什么都还没借', en: 'Just arrived: nothing borrowed yet' },
  },
  {
    account: featuredAccounts.staff,
    name: '李静',
    category: 'staff',
    department: '教务处',
    cardDays: 1500,
    note: { zh: '职工读者', en: 'A member of staff' },
  },
  {
    account: featuredAccounts.external,
    name: '郭外',
    category: 'external',
    cardDays: 90,
    note: { zh: '校外读者', en: 'External reader' },
  },
]

const categoryShares: readonly (readonly [ReaderCategory, number])[] = [
  ['undergraduate', 300],
  ['postgraduate', 130],
  ['teacher', 50],
  ['staff', 22],
  ['external', 18],
]

/** The featured readers first, then an ordinary crowd; a few cards have expired or are blocked. */
export function planReaders(today: Day, random: Random): readonly Reader[] {
  const names = new Set(featured.map((reader) => reader.name))
  const ordinary = categoryShares.flatMap(([category, count]) =>
    Array.from({ length: count }, (_, index) => ordinaryReader({ category, index, today, names, random })),
  )
  return [...featured.map((facts) => featuredReader(facts, today)), ...ordinary]
}

function featuredReader({ cardDays, ...facts }: FeaturedFacts, today: Day): Reader {
  return { ...facts, cardExpiresOn: addDays(today, cardDays), keepsHistory: true }
}

function ordinaryReader(about: {
  readonly category: ReaderCategory
  readonly index: number
  readonly today: Day
  readonly names: Set<string>
  readonly random: Random
}): Reader {
  const { category, index, today, random } = about
  const isExpired = index % 60 === 59
  const isBlocked = index % 75 === 40
  return {
    account: accountOf(category, index, random),
    name: freshName(about.names, random),
    category,
    ...(category === 'external' ? {} : { department: random.pick(departments) }),
    cardExpiresOn: addDays(today, isExpired ? -random.between(1, 60) : random.between(240, 1200)),
    ...(isBlocked ? { blockedBecause: { zh: '污损图书待处理', en: 'A damaged book has not been settled' } } : {}),
    keepsHistory: random.chance(0.4),
  }
}

function accountOf(category: ReaderCategory, index: number, random: Random): string {
  const serial = String(101 + index).padStart(4, '0')
  const accounts: Readonly<Record<ReaderCategory, () => string>> = {
    undergraduate: () => `${random.between(2023, 2026)}01${serial}`,
    postgraduate: () => `${random.between(2024, 2026)}21${serial}`,
    teacher: () => `${random.between(1992, 2024)}88${serial}`,
    staff: () => `${random.between(1995, 2024)}99${serial}`,
    external: () => `W2026${serial}`,
  }
  return accounts[category]()
}

/** Names may be common, but two people of one name would confuse whoever tries the demo library. */
function freshName(taken: Set<string>, random: Random): string {
  for (;;) {
    const name = random.pick(surnames) + random.pick(givenNames)
    if (taken.has(name)) continue
    taken.add(name)
    return name
  }
}
