import type { Bilingual } from '../domain/language'

interface ReadingRoom {
  readonly id: string
  readonly branchId: string
  readonly name: Bilingual
  /** On the wall of a room without a screen; the others show one that changes. */
  readonly printedCode?: string
}

/** Where readers borrow by themselves (L6). */
export const readingRooms: readonly ReadingRoom[] = [
  { id: 'main-science', branchId: 'main', name: { zh: '总馆理科阅览室', en: 'Main Library science room' } },
  { id: 'main-humanities', branchId: 'main', name: { zh: '总馆人文阅览室', en: 'Main Library humanities room' } },
  { id: 'science-room', branchId: 'science', name: { zh: '理科分馆阅览室', en: 'Science Library room' } },
  { id: 'humanities-room', branchId: 'humanities', name: { zh: '人文分馆阅览室', en: 'Humanities Library room' } },
  {
    id: 'law-room',
    branchId: 'law',
    name: { zh: '法律分馆阅览室', en: 'Law Library room' },
    printedCode: 'LAWR2345',
  },
  {
    id: 'medical-room',
    branchId: 'medical',
    name: { zh: '医学分馆阅览室', en: 'Medical Library room' },
    printedCode: 'MEDR2345',
  },
]
