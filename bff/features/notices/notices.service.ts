import type { Block } from '../../contract/markdown'
import type { NoticeCategory } from '../../contract/notices'
import { AppError, notFound } from '../../domain/app-error'
import { inLanguage, type Bilingual, type Language } from '../../domain/language'
import type { LibrarianPrincipal } from '../../domain/principal'
import type { Clock } from '../../infra/clock'
import { decodeCursor, encodeCursor } from '../../infra/cursor'
import { newId } from '../../infra/ids'
import { parseMarkdown } from '../../infra/markdown'
import { excerptOf, toHtml } from '../../infra/markdown-output'
import { createMemo } from '../../infra/memo'
import { afterCommit, transaction } from '../../infra/transaction'
import type { PlacesService } from '../places/places.service'
import type { NoticeContent, NoticeRecord } from './notices.model'
import { assertMayPublish } from './notices.policy'
import * as queries from './notices.queries'
import { endsBeforeItStarts, oneLineTitle, shownFromOf } from './notices.rules'

interface Deps {
  readonly clock: Clock
  readonly places: PlacesService
}

/** A notice as it is written, before it has an id. */
export interface NoticeDraft {
  readonly category: NoticeCategory
  readonly title: Bilingual
  /** Markdown. */
  readonly body: Bilingual
  readonly isPinned: boolean
  /** Ids; none: the whole library. */
  readonly branches: readonly string[]
  /** ISO instants. */
  readonly startsAt?: string | undefined
  readonly endsAt?: string | undefined
}

interface FeedRequest {
  readonly category?: NoticeCategory | undefined
  readonly q?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

export type NoticesService = ReturnType<typeof createNoticesService>

const newestCount = 30

/**
 * Notices (N1). A librarian publishes one, corrects it (which makes a new version beside the old ones) or withdraws it;
 * readers see what is in force: started, not ended, not withdrawn. Two librarians who correct the same version: the
 * second hears that it has moved on.
 */
export function createNoticesService(deps: Deps) {
  /** The home screen and every feed reader ask for the same: one read a second. */
  const newest = createMemo(deps.clock, 1000, () => queries.listInForce({ now: deps.clock.now(), limit: newestCount }))

  async function list(request: FeedRequest): Promise<{ items: NoticeRecord[]; next: string | null }> {
    const after = request.cursor === undefined ? undefined : placeOf(request.cursor)
    const { category, q, limit } = request
    const found = await queries.listInForce({ now: deps.clock.now(), category, q, after, limit: limit + 1 })
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return { items, next: found.length > limit && last ? cursorOf(last) : null }
  }

  async function get(id: string): Promise<NoticeRecord> {
    return (await queries.findInForce(id, deps.clock.now())) ?? fail()
  }

  async function getSource(librarian: LibrarianPrincipal, id: string): Promise<NoticeRecord> {
    assertMayPublish(librarian)
    const found = await queries.findNotice(id)
    return found && !found.isWithdrawn ? found : fail()
  }

  async function publish(librarian: LibrarianPrincipal, draft: NoticeDraft): Promise<NoticeRecord> {
    assertMayPublish(librarian)
    const content = await contentOf(draft)
    const now = deps.clock.now()
    refuseNeverSeen(content, now)
    const notice: NoticeRecord = {
      _id: newId(),
      ...content,
      ...derivedOf(content, now),
      version: 1,
      publishedAt: now,
      versionAt: now,
      isWithdrawn: false,
    }
    await transaction(async () => {
      await queries.insertNotice(notice)
      await archive(notice, librarian)
    })
    afterCommit(newest.forget)
    return notice
  }

  /** @throws `notice.stale` when `version` is not the newest any more */
  async function correct(
    librarian: LibrarianPrincipal,
    edited: { readonly id: string; readonly version: number },
    draft: NoticeDraft,
  ): Promise<NoticeRecord> {
    assertMayPublish(librarian)
    const content = await contentOf(draft)
    const now = deps.clock.now()
    const notice = await transaction(async () => {
      const current = await queries.findNotice(edited.id)
      if (!current || current.isWithdrawn) throw notFound()
      if (current.version !== edited.version) throw new AppError('notice.stale', { version: current.version })
      refuseNeverSeen(content, current.publishedAt)
      const change = { ...content, ...derivedOf(content, current.publishedAt), versionAt: now }
      const corrected = await queries.replaceVersion(edited.id, edited.version, change)
      if (!corrected) throw new AppError('notice.stale')
      await archive(corrected, librarian)
      return corrected
    })
    afterCommit(newest.forget)
    return notice
  }

  /** Off the feed now. Withdrawing it twice is as good as once. */
  async function withdraw(librarian: LibrarianPrincipal, id: string): Promise<NoticeRecord> {
    assertMayPublish(librarian)
    const withdrawn = await queries.markWithdrawn(id)
    afterCommit(newest.forget)
    return withdrawn ?? fail()
  }

  /** What the text would become; stores nothing. */
  function preview(librarian: LibrarianPrincipal, body: Bilingual): { zh: readonly Block[]; en?: readonly Block[] } {
    assertMayPublish(librarian)
    const zh = parseMarkdown(body.zh)
    return body.en === undefined ? { zh } : { zh, en: parseMarkdown(body.en) }
  }

  /** The newest notices with their text as HTML; `origin` stands before the app's own paths in it. */
  async function listForFeed(language: Language, origin: string): Promise<{ notice: NoticeRecord; html: string }[]> {
    const notices = await newest.get()
    return notices.map((notice) => ({ notice, html: toHtml(blocksOf(notice, language), origin) }))
  }

  async function contentOf(draft: NoticeDraft): Promise<NoticeContent> {
    const { branches } = await deps.places.read()
    const known = new Set(branches.map((branch) => branch._id))
    const unknown = draft.branches.findIndex((branch) => !known.has(branch))
    if (unknown >= 0) throw invalid(`branches.${unknown}`, 'no such branch')
    return {
      category: draft.category,
      title: oneLineTitle(draft.title),
      body: draft.body.en ? { zh: draft.body.zh, en: draft.body.en } : { zh: draft.body.zh },
      isPinned: draft.isPinned,
      branchIds: [...new Set(draft.branches)],
      startsAt: instantOf(draft.startsAt),
      endsAt: instantOf(draft.endsAt),
    }
  }

  return { list, listNewest: newest.get, listForFeed, get, getSource, publish, correct, withdraw, preview, blocksOf }
}

/** The text of a notice as the app draws it. */
function blocksOf(notice: NoticeRecord, language: Language): readonly Block[] {
  return parseMarkdown(inLanguage(notice.body, language))
}

function derivedOf(content: NoticeContent, publishedAt: Date): Pick<NoticeRecord, 'excerpt' | 'shownFrom'> {
  const { zh, en } = content.body
  const excerpt = (text: string) => excerptOf(parseMarkdown(text))
  return {
    excerpt: en === undefined ? { zh: excerpt(zh) } : { zh: excerpt(zh), en: excerpt(en) },
    shownFrom: shownFromOf(content, publishedAt),
  }
}

async function archive(notice: NoticeRecord, librarian: LibrarianPrincipal): Promise<void> {
  const { category, title, body, isPinned, branchIds, startsAt, endsAt } = notice
  await queries.insertVersion({
    _id: `${notice._id}/${notice.version}`,
    noticeId: notice._id,
    version: notice.version,
    ...{ category, title, body, isPinned, branchIds, startsAt, endsAt },
    publishedAt: notice.versionAt,
    publishedBy: librarian.account,
  })
}

function refuseNeverSeen(content: NoticeContent, publishedAt: Date): void {
  if (endsBeforeItStarts(content, publishedAt)) throw invalid('endsAt', 'ends before it starts')
}

function instantOf(text: string | undefined): Date | null {
  return text === undefined ? null : new Date(text)
}

function cursorOf(notice: NoticeRecord): string {
  return encodeCursor([notice.isPinned ? 1 : 0, notice.shownFrom.getTime(), notice._id])
}

function placeOf(cursor: string): queries.FeedPlace {
  const [pinned, shownFrom, id] = decodeCursor(cursor, 3)
  const from = new Date(Number(shownFrom))
  if (Number.isNaN(from.getTime())) {
    throw new AppError('request.invalid', {
      problems: [{ path: 'query.cursor', message: 'not a cursor of this list' }],
    })
  }
  return { isPinned: pinned === 1, shownFrom: from, id: String(id) }
}

function invalid(path: string, message: string): AppError {
  return new AppError('request.invalid', { problems: [{ path: `body.${path}`, message }] })
}

function fail(): never {
  throw notFound()
}
