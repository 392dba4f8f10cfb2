import { addDays, weekdayOf } from '../domain/calendar'
import type { Calendar, ClosedDayStrategy, Day, OpeningWindow, TimeOfDay } from '../domain/calendar'
import type { Bilingual } from '../domain/language'
import type { PickupPointKind } from '../contract/bookings'
import type { VisitSettings } from '../features/places/places.model'

/** A reading room: books of these classes stand here. */
export interface Area {
  readonly floor: string
  readonly name: Bilingual
  /** Beginnings of 中图法 notations; the longest that fits decides, `''` takes the rest. */
  readonly classes: readonly string[]
}

export interface Branch {
  readonly id: string
  readonly name: Bilingual
  readonly address: Bilingual
  readonly calendar: Calendar
  /** When the shelves are walked for bookings; a booking after the last one waits for the next open day (B17). */
  readonly pagingWaves: readonly TimeOfDay[]
  readonly areas: readonly Area[]
  /** A returned copy goes first to a booking that is collected here (B12). */
  readonly prefersOwnPickups: boolean
}

export interface PickupPoint {
  readonly id: string
  readonly branchId: string
  readonly kind: PickupPointKind
  readonly name: Bilingual
  /** How long a book is kept, counted from its arrival (B15). */
  readonly pickupDays: number
  readonly closedDayStrategy: ClosedDayStrategy
  /** The times at which readers can announce themselves (V1); absent where one simply comes. */
  readonly visits?: VisitSettings
  /** Labels of the compartments of a locker (V4). */
  readonly compartments?: readonly string[]
}

const hours = (opens: TimeOfDay, closes: TimeOfDay): readonly OpeningWindow[] => [{ opens, closes }]

const daily = (weekdays: readonly OpeningWindow[], sat = weekdays, sun = sat): Calendar['weekly'] => ({
  mon: weekdays,
  tue: weekdays,
  wed: weekdays,
  thu: weekdays,
  fri: weekdays,
  sat,
  sun,
})

const weeklyHours = {
  main: daily(hours('08:00', '22:00')),
  science: daily(hours('08:00', '22:00'), hours('08:00', '21:00')),
  humanities: daily(hours('08:00', '22:00'), hours('09:00', '17:00')),
  law: daily(hours('08:00', '21:00'), hours('09:00', '17:00'), []),
  medical: daily(hours('08:00', '21:00'), hours('09:00', '17:00'), []),
} as const
export type BranchId = keyof typeof weeklyHours

export const branchIds: readonly BranchId[] = ['main', 'science', 'humanities', 'law', 'medical']

const area = (floor: string, name: Bilingual, classes: readonly string[]): Area => ({ floor, name, classes })

const branchFacts: Readonly<Record<BranchId, Omit<Branch, 'id' | 'calendar' | 'prefersOwnPickups'>>> = {
  main: {
    name: { zh: '总馆', en: 'Main Library' },
    address: { zh: '校园中心，大草坪北侧', en: 'Centre of the campus, north of the great lawn' },
    pagingWaves: ['09:30', '14:00', '18:00'],
    areas: [
      area('1F', { zh: '参考阅览室', en: 'Reference room' }, ['Z', 'H16']),
      area('2F', { zh: '社会科学借阅区', en: 'Social sciences' }, ['A', 'C', 'D', 'E', 'G']),
      area('3F', { zh: '经济与管理借阅区', en: 'Economics and management' }, ['F']),
      area('4F', { zh: '文史借阅区', en: 'Literature and history' }, ['B', 'H', 'I', 'J', 'K']),
      area('5F', { zh: '科学技术借阅区', en: 'Science and technology' }, ['']),
    ],
  },
  science: {
    name: { zh: '理科分馆', en: 'Science Library' },
    address: { zh: '理学院楼群东侧', en: 'East of the science buildings' },
    pagingWaves: ['10:00', '15:00'],
    areas: [
      area('1F', { zh: '数理化阅览室', en: 'Mathematics, physics, chemistry' }, ['N', 'O', 'P', 'Q']),
      area('2F', { zh: '计算机与电子阅览室', en: 'Computing and electronics' }, ['TN', 'TP']),
      area('3F', { zh: '工程技术阅览室', en: 'Engineering' }, ['T', 'U', 'V', 'X', 'S']),
      area('4F', { zh: '综合阅览室', en: 'General collection' }, ['']),
    ],
  },
  humanities: {
    name: { zh: '人文分馆', en: 'Humanities Library' },
    address: { zh: '文学院南门', en: 'South gate of the humanities building' },
    pagingWaves: ['10:30', '15:30'],
    areas: [
      area('1F', { zh: '文学阅览室', en: 'Literature' }, ['I']),
      area('2F', { zh: '历史与哲学阅览室', en: 'History and philosophy' }, ['B', 'K']),
      area('3F', { zh: '语言与艺术阅览室', en: 'Languages and the arts' }, ['G', 'H', 'J']),
      area('3F', { zh: '综合阅览室', en: 'General collection' }, ['']),
    ],
  },
  law: {
    name: { zh: '法律分馆', en: 'Law Library' },
    address: { zh: '法学院二层', en: 'Second floor of the law school' },
    pagingWaves: ['11:00', '16:00'],
    areas: [
      area('2F', { zh: '法律阅览室', en: 'Law' }, ['D9']),
      area('3F', { zh: '综合阅览室', en: 'General collection' }, ['']),
    ],
  },
  medical: {
    name: { zh: '医学分馆', en: 'Medical Library' },
    address: { zh: '医学院科研楼一层', en: 'Ground floor of the medical research building' },
    pagingWaves: ['11:00', '16:00'],
    areas: [
      area('1F', { zh: '基础医学阅览室', en: 'Basic medicine' }, ['Q', 'R1', 'R2', 'R3', 'R-']),
      area('2F', { zh: '临床医学阅览室', en: 'Clinical medicine' }, ['R']),
      area('2F', { zh: '综合阅览室', en: 'General collection' }, ['']),
    ],
  },
}

const pickupPointFacts: readonly (Pick<PickupPoint, 'id' | 'kind' | 'name'> & { readonly branchId: BranchId })[] = [
  { id: 'main-desk', branchId: 'main', kind: 'desk', name: { zh: '总馆服务台', en: 'Main Library desk' } },
  {
    id: 'main-lockers',
    branchId: 'main',
    kind: 'locker',
    name: { zh: '总馆东门自助柜', en: 'Lockers at the east gate' },
  },
  {
    id: 'main-shelf',
    branchId: 'main',
    kind: 'self_service_shelf',
    name: { zh: '总馆自助取书架', en: 'Self-service shelf, Main Library' },
  },
  { id: 'science-desk', branchId: 'science', kind: 'desk', name: { zh: '理科分馆服务台', en: 'Science Library desk' } },
  {
    id: 'science-shelf',
    branchId: 'science',
    kind: 'self_service_shelf',
    name: { zh: '理科分馆自助取书架', en: 'Self-service shelf, Science Library' },
  },
  {
    id: 'humanities-desk',
    branchId: 'humanities',
    kind: 'desk',
    name: { zh: '人文分馆服务台', en: 'Humanities Library desk' },
  },
  { id: 'law-desk', branchId: 'law', kind: 'desk', name: { zh: '法律分馆服务台', en: 'Law Library desk' } },
  { id: 'medical-desk', branchId: 'medical', kind: 'desk', name: { zh: '医学分馆服务台', en: 'Medical Library desk' } },
]

/** A quarter of an hour for four, half an hour ahead, for the days of a week. */
const deskVisits: VisitSettings = {
  intervalMinutes: 15,
  capacity: 4,
  leadMinutes: 30,
  daysAhead: 6,
  isRequired: false,
  reminderMinutes: 60,
  graceMinutes: 30,
}

/** Three columns of eight compartments: A01 to C08. */
const lockerLabels: readonly string[] = ['A', 'B', 'C'].flatMap((column) =>
  [1, 2, 3, 4, 5, 6, 7, 8].map((row) => `${column}0${String(row)}`),
)

export const pickupPoints: readonly PickupPoint[] = pickupPointFacts.map((facts) => ({
  ...facts,
  pickupDays: facts.kind === 'locker' ? 2 : 3,
  closedDayStrategy: 'next_open_day',
  ...(facts.kind === 'desk' ? { visits: deskVisits } : {}),
  ...(facts.kind === 'locker' ? { compartments: lockerLabels } : {}),
}))

/** Days a book travels from one branch to another. */
export function transitDays(from: string, to: string): number {
  if (from === to) return 0
  return from === 'medical' || to === 'medical' ? 2 : 1
}

/** The five branches with their hours around a day: one closure ahead and a weekend changed by it. */
export function branchesAround(today: Day): readonly Branch[] {
  return branchIds.map((id) => ({ id, calendar: calendarOf(id, today), prefersOwnPickups: false, ...branchFacts[id] }))
}

/** The day the whole library is closed: a Thursday, the second from now at the earliest. */
export function closureDay(today: Day): Day {
  return firstWeekday(addDays(today, 10), 'thu')
}

/** The Sunday after the closure, when every branch is open to make up for it. */
export function makeUpDay(today: Day): Day {
  return addDays(closureDay(today), 3)
}

function calendarOf(id: BranchId, today: Day): Calendar {
  const closure = closureDay(today)
  const makeUp = makeUpDay(today)
  return {
    weekly: weeklyHours[id],
    exceptions: [
      {
        from: closure,
        to: closure,
        windows: [],
        note: { zh: '校庆日闭馆', en: 'Closed: anniversary of the university' },
      },
      {
        from: makeUp,
        to: makeUp,
        windows: hours('09:00', '21:00'),
        note: { zh: '周日补开馆', en: 'Sunday opening to make up for the closure' },
      },
    ],
  }
}

function firstWeekday(from: Day, weekday: ReturnType<typeof weekdayOf>): Day {
  let day = from
  while (weekdayOf(day) !== weekday) day = addDays(day, 1)
  return day
}

/** The reading room of a class: the longest beginning that fits. */
export function areaOf(branch: Branch, notation: string): Area {
  const fitting = branch.areas
    .flatMap((candidate) => candidate.classes.map((beginning) => ({ candidate, beginning })))
    .filter(({ beginning }) => notation.startsWith(beginning))
    .sort((a, b) => b.beginning.length - a.beginning.length)
  const [best] = fitting
  if (!best) throw new Error(`${branch.id} has no shelf for ${notation}`)
  return best.candidate
}

const lawOrMedicine: readonly (readonly [string, BranchId])[] = [
  ['D9', 'law'],
  ['R', 'medical'],
  ['Q5', 'medical'],
  ['Q2', 'medical'],
]

/** The branch that collects a class. */
export function homeBranch(notation: string): BranchId {
  const special = lawOrMedicine.find(([beginning]) => notation.startsWith(beginning))
  if (special) return special[1]
  const top = notation.slice(0, 1)
  if ('BHIJK'.includes(top)) return 'humanities'
  return 'NOPQSTUVX'.includes(top) ? 'science' : 'main'
}
