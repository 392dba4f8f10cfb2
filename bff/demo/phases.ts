import type { Bilingual } from '../domain/language'

/** The phases of the library (F1): ordinary days and the four of an emergency. */
export const phaseIds = ['ordinary', 'outbreak', 'early_response', 'mid_response', 'early_normal'] as const
export type PhaseId = (typeof phaseIds)[number]

export interface PhaseFacts {
  readonly id: PhaseId
  readonly name: Bilingual
  /** One sentence on every home screen; none on ordinary days. */
  readonly banner?: Bilingual
}

/** The library starts in the first of them. */
export const phaseFacts: readonly PhaseFacts[] = [
  { id: 'ordinary', name: { zh: '日常', en: 'Ordinary days' } },
  {
    id: 'outbreak',
    name: { zh: '疫情发生初期', en: 'Outbreak' },
    banner: {
      zh: '馆舍暂停开放，借期自动顺延，咨询全天在线。',
      en: 'The buildings are closed, due dates move by themselves, and we answer online all day.',
    },
  },
  {
    id: 'early_response',
    name: { zh: '紧急应对初期', en: 'Early response' },
    banner: {
      zh: '课程转到线上：电子教参与校外访问优先保障。',
      en: 'Teaching is online: electronic reserves and off-campus access come first.',
    },
  },
  {
    id: 'mid_response',
    name: { zh: '紧急应对中期', en: 'Mid response' },
    banner: {
      zh: '纸本书可预约借阅，按预约时段到取书点取书。',
      en: 'Print books can be booked and picked up at the time you choose.',
    },
  },
  {
    id: 'early_normal',
    name: { zh: '常态化应对初期', en: 'Early new normal' },
    banner: {
      zh: '馆舍分区开放，座位限流，预约借阅与自助借还继续。',
      en: 'Reading rooms reopen with fewer seats; booking and self-service stay.',
    },
  },
]
