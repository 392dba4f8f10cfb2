import { permissions, type Permission } from '../contract/session'
import type { Bilingual } from '../domain/language'

export interface Librarian {
  readonly account: string
  readonly name: string
  readonly permissions: readonly Permission[]
  readonly branchId?: string
  readonly pickupPointId?: string
  readonly note: Bilingual
}

const deskLibrarians: readonly (readonly [string, string, Bilingual])[] = [
  ['main', '刘敏', { zh: '总馆服务台', en: 'Main Library desk' }],
  ['science', '何志刚', { zh: '理科分馆服务台', en: 'Science Library desk' }],
  ['humanities', '苏文', { zh: '人文分馆服务台', en: 'Humanities Library desk' }],
  ['law', '方正', { zh: '法律分馆服务台', en: 'Law Library desk' }],
  ['medical', '白洁', { zh: '医学分馆服务台', en: 'Medical Library desk' }],
]

/** Rule C1: what the head of the desk may pass over. */
const overrides: readonly Permission[] = [
  'override.limit',
  'override.blocks',
  'override.waited_for',
  'override.reference_only',
  'override.visit_required',
]

/** A librarian for each desk, and one for each job behind the desks. */
export const librarians: readonly Librarian[] = [
  ...deskLibrarians.map(([branchId, name, note]): Librarian => ({
    account: `desk.${branchId}`,
    name,
    permissions:
      branchId === 'main'
        ? ['desk', 'paging', 'readers', 'fees', 'queue', 'acquisitions', ...overrides]
        : ['desk', 'paging', 'readers', 'fees', 'override.limit', 'override.visit_required'],
    branchId,
    pickupPointId: `${branchId}-desk`,
    note,
  })),
  {
    account: 'paging',
    name: '马跑',
    permissions: ['paging'],
    branchId: 'main',
    pickupPointId: 'main-desk',
    note: { zh: '备书：在书架间走动', en: 'Fetches books from the shelves' },
  },
  {
    account: 'publisher',
    name: '宋宣',
    permissions: ['notices', 'guide', 'phases'],
    note: { zh: '宣传：通知、指南与阶段', en: 'Notices, guide and phases' },
  },
  {
    account: 'consultant',
    name: '温如言',
    permissions: ['groups', 'guide'],
    note: { zh: '咨询：咨询群与活码', en: 'Consultation groups and their codes' },
  },
  {
    account: 'it',
    name: '程序',
    permissions,
    note: { zh: '图书馆信息技术', en: 'Library IT' },
  },
]
