import { dayOf, startOfDay } from '../../lib/time'
import { isRecord, readStored, store, forget } from '../../lib/storage'
import type { NoticeSource, NoticeText } from './notice-desk.hooks'
import { noticeCategories, type NoticeCategory } from './notices.hooks'

export const endings = ['never', 'week', 'month', 'keep'] as const
export type Ending = (typeof endings)[number]

/** A notice while it is being written. */
export interface NoticeDraft {
  readonly category: NoticeCategory
  readonly title: { readonly zh: string; readonly en: string }
  readonly body: { readonly zh: string; readonly en: string }
  readonly isPinned: boolean
  readonly ending: Ending
}

export const emptyDraft: NoticeDraft = {
  category: 'service',
  title: { zh: '', en: '' },
  body: { zh: '', en: '' },
  isPinned: false,
  ending: 'never',
}

export const draftOf = (source: NoticeSource): NoticeDraft => ({
  category: source.category,
  title: { zh: source.title.zh, en: source.title.en ?? '' },
  body: { zh: source.body.zh, en: source.body.en ?? '' },
  isPinned: source.isPinned,
  ending: source.endsAt === undefined ? 'never' : 'keep',
})

export type DraftProblem = 'needed' | 'englishHalf'

/** What keeps a draft from being published; `undefined` when nothing does. */
export function problemOf({ title, body }: NoticeDraft): DraftProblem | undefined {
  if (title.zh.trim() === '' || body.zh.trim() === '') return 'needed'
  return (title.en.trim() === '') === (body.en.trim() === '') ? undefined : 'englishHalf'
}

const endingDays = { week: 7, month: 30 } as const

/** The last moment of a notice, at the end of a day in the library's time zone. */
function endOf(ending: Ending, before: string | undefined, now: number): string | undefined {
  if (ending === 'never') return undefined
  if (ending === 'keep') return before
  return new Date(startOfDay(dayOf(now, endingDays[ending] + 1)) - 1000).toISOString()
}

/** The draft as the library takes it. What this screen does not show (branches, begin) stays as it was. */
export function toNoticeText(draft: NoticeDraft, source: NoticeSource | undefined, now: number): NoticeText {
  const inBoth = ({ zh, en }: NoticeDraft['title']) => ({ zh, ...(en.trim() === '' ? {} : { en }) })
  const endsAt = endOf(draft.ending, source?.endsAt, now)
  return {
    category: draft.category,
    title: inBoth(draft.title),
    body: inBoth(draft.body),
    isPinned: draft.isPinned,
    branches: source?.branches ?? [],
    ...(source?.startsAt === undefined ? {} : { startsAt: source.startsAt }),
    ...(endsAt === undefined ? {} : { endsAt }),
  }
}

const key = 'notice-draft'

const isTexts = (value: unknown) =>
  isRecord(value) && typeof value['zh'] === 'string' && typeof value['en'] === 'string'

const isDraft = (value: unknown): value is NoticeDraft =>
  isRecord(value) &&
  noticeCategories.some((category) => category === value['category']) &&
  endings.some((ending) => ending === value['ending']) &&
  typeof value['isPinned'] === 'boolean' &&
  isTexts(value['title']) &&
  isTexts(value['body'])

/** A call or an empty battery does not lose what was written: a new notice waits on the phone until it is out. */
export const keptDraft = (): NoticeDraft | undefined => readStored(key, isDraft)
export const keepDraft = (draft: NoticeDraft): boolean => store(key, draft)
export const forgetDraft = (): void => forget(key)
