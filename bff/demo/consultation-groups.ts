import { addDays } from '../domain/calendar'
import type { Day } from '../domain/calendar'
import type { Bilingual } from '../domain/language'
import type { Moment } from './moment'

/** A real group code of WeChat: good for seven days and two hundred members (G1). */
export interface PlannedGroupCode {
  readonly uploadedAt: Moment
  /** Members it has by now. */
  readonly joined: number
}

export interface PlannedGroup {
  /** Stands behind the stable code for good. */
  readonly scene: string
  readonly name: Bilingual
  readonly description: Bilingual
  readonly hours: Bilingual
  readonly codes: readonly PlannedGroupCode[]
}

type GroupFacts = Omit<PlannedGroup, 'codes'> & {
  readonly codes: readonly (readonly [daysAgo: number, joined: number])[]
}

const groups: readonly GroupFacts[] = [
  {
    scene: 'general',
    name: { zh: '图书馆综合咨询群', en: 'General questions' },
    description: { zh: '借还、预约、开放时间，什么都可以问', en: 'Loans, bookings, opening hours: ask anything' },
    hours: { zh: '每天 08:00–22:00', en: 'Daily 08:00–22:00' },
    codes: [
      [1, 36],
      [4, 171],
    ],
  },
  {
    scene: 'off-campus',
    name: { zh: '校外访问咨询群', en: 'Off-campus access' },
    description: { zh: '数据库打不开、VPN 与统一身份认证', en: 'Databases, VPN and federated sign-in' },
    hours: { zh: '每天 08:00–22:00', en: 'Daily 08:00–22:00' },
    codes: [[2, 88]],
  },
  {
    scene: 'reserves',
    name: { zh: '教参服务群', en: 'Course reserves' },
    description: { zh: '找教材、电子教参与书单提交', en: 'Textbooks, electronic reserves and reading lists' },
    hours: { zh: '工作日 08:00–18:00', en: 'Weekdays 08:00–18:00' },
    codes: [[6, 142]],
  },
  {
    scene: 'delivery',
    name: { zh: '文献传递群', en: 'Document delivery' },
    description: { zh: '本馆没有的论文与章节怎么拿到', en: 'Papers and chapters that we do not have' },
    hours: { zh: '工作日 08:00–18:00', en: 'Weekdays 08:00–18:00' },
    codes: [[3, 186]],
  },
  {
    scene: 'thesis',
    name: { zh: '论文写作与检索群', en: 'Thesis and searching' },
    description: { zh: '选题检索、文献管理与论文提交', en: 'Searching, reference managers and submitting a thesis' },
    hours: { zh: '工作日 09:00–21:00', en: 'Weekdays 09:00–21:00' },
    codes: [
      [9, 120],
      [2, 14],
    ],
  },
  {
    scene: 'medical',
    name: { zh: '医学分馆读者群', en: 'Medical Library readers' },
    description: { zh: '医学数据库、循证检索与分馆服务', en: 'Medical databases, evidence searching and the branch' },
    hours: { zh: '工作日 08:00–20:00', en: 'Weekdays 08:00–20:00' },
    codes: [[8, 64]],
  },
]

/** Six groups: most have a code with room, one is nearly full, one has only a code that has expired. */
export function consultationGroupsAround(today: Day): readonly PlannedGroup[] {
  return groups.map((group) => ({
    ...group,
    codes: group.codes.map(([daysAgo, joined]) => ({
      uploadedAt: { day: addDays(today, -daysAgo), time: '09:20' },
      joined,
    })),
  }))
}
