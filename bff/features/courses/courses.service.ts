import type { LoanType } from '../../contract/copies'
import type { Refusal } from '../../contract/common'
import type { ReserveKind } from '../../contract/courses'
import type { TitleSummary } from '../../contract/titles'
import { AppError, notFound } from '../../domain/app-error'
import { dayOf, type Day } from '../../domain/calendar'
import type { Bilingual, Language } from '../../domain/language'
import type { Clock } from '../../infra/clock'
import { decodeCursor, encodeCursor } from '../../infra/cursor'
import { newId } from '../../infra/ids'
import { safeUrl } from '../../infra/markdown-links'
import { createMemo } from '../../infra/memo'
import { afterCommit, transaction } from '../../infra/transaction'
import type { CourseRecord, EnrolmentRecord, ReserveRecord, TermRecord } from './courses.model'
import * as queries from './courses.queries'
import { accessRefusals, currentTerm, searchWords } from './courses.rules'

interface Deps {
  readonly clock: Clock
  readonly zone: string
  /** With live availability; titles that are gone are left out. */
  readonly titleSummaries: (ids: readonly string[], language: Language) => Promise<ReadonlyMap<string, TitleSummary>>
}

/** A course as a list shows it to one caller. */
export interface CourseView {
  readonly course: CourseRecord
  /** Undefined where the term is not described. */
  readonly term: TermRecord | undefined
  readonly reserveCount: number
  readonly isMine: boolean
}

export interface ReserveView {
  readonly reserve: ReserveRecord
  readonly title: TitleSummary | undefined
  /** Why its address is hidden. */
  readonly refusals: readonly Refusal[]
}

interface ListRequest {
  readonly q?: string | undefined
  readonly term?: string | undefined
  readonly mine: boolean
  readonly limit: number
  readonly cursor?: string | undefined
}

export interface CourseDraft {
  readonly code: string
  readonly name: Bilingual
  readonly department: Bilingual
  readonly termId: string
  readonly sections: readonly { readonly number: string; readonly teachers: readonly string[] }[]
  /** Shared with the courses this one is cross-listed with; a list of its own where absent. */
  readonly listId?: string | undefined
  readonly members: readonly Pick<EnrolmentRecord, 'readerId' | 'role'>[]
}

export interface ReserveDraft {
  readonly kind: ReserveKind
  readonly titleId?: string | undefined
  readonly part?: string | undefined
  readonly label?: Bilingual | undefined
  readonly url?: string | undefined
  readonly loanType?: LoanType | undefined
  readonly isRequired: boolean
  readonly note?: Bilingual | undefined
}

export type CoursesService = ReturnType<typeof createCoursesService>

/** So many courses on a title page; more would bury the book. */
const coursesOnTitlePage = 20
/** So many of my courses on the home screen. */
const myCourses = 50

/**
 * Courses and their reserves (教参). Everybody may search them and see which books they use, because that is how a book
 * is found; addresses of files and licensed pages are for the enrolled and their teachers (R2).
 */
export function createCoursesService(deps: Deps) {
  const terms = createMemo(deps.clock, 1000, queries.readTerms)

  async function list(
    request: ListRequest,
    readerId: string | null,
  ): Promise<{ items: CourseView[]; next: string | null }> {
    const mine = readerId === null ? [] : await queries.listCourseIdsOf(readerId)
    const found = await queries.listCourses({
      words: searchWords(request.q),
      termId: request.term,
      ids: request.mine ? mine : undefined,
      after: request.cursor === undefined ? undefined : placeOf(request.cursor),
      limit: request.limit + 1,
    })
    const page = found.slice(0, request.limit)
    const last = page.at(-1)
    const next = found.length > request.limit && last ? encodeCursor([last.termId, last.code]) : null
    return { items: await viewsOf(page, mine), next }
  }

  /** The reader's courses of the current term. */
  async function listMine(readerId: string): Promise<CourseView[]> {
    const mine = await queries.listCourseIdsOf(readerId)
    const term = currentTerm(await terms.get(), dayOf(deps.clock.now(), deps.zone))
    const found = await queries.listCourses({ words: [], ids: mine, termId: term?._id, limit: myCourses })
    return viewsOf(found, mine)
  }

  /** A course with its list; `readerId` is null for whoever is not a reader. */
  async function get(
    id: string,
    readerId: string | null,
    language: Language,
  ): Promise<{ view: CourseView; reserves: ReserveView[] }> {
    const course = await queries.findCourse(id)
    if (!course) throw notFound()
    const isMine = readerId !== null && (await queries.isEnrolled(id, readerId))
    const reserves = await queries.listReserves(course.listId)
    const titleIds = reserves.flatMap(({ titleId }) => (titleId === null ? [] : [titleId]))
    const titles = await deps.titleSummaries([...new Set(titleIds)], language)
    const shown = reserves
      .map((reserve) => ({
        reserve,
        title: reserve.titleId === null ? undefined : titles.get(reserve.titleId),
        refusals: accessRefusals(reserve.kind, isMine),
      }))
      // the catalogue has lost the title: there is nothing left to show
      .filter(({ reserve, title }) => title !== undefined || reserve.label !== null)
    const term = (await terms.get()).find(({ _id }) => _id === course.termId)
    return { view: { course, term, reserveCount: shown.length, isMine }, reserves: shown }
  }

  /** The courses whose lists have this title, newest term first: for the title page. */
  async function listUsing(titleId: string): Promise<CourseRecord[]> {
    const listIds = await queries.listIdsWithTitle(titleId)
    return listIds.length === 0 ? [] : queries.listCoursesOfLists(listIds, coursesOnTitlePage)
  }

  async function putTerm(term: {
    readonly id: string
    readonly name: Bilingual
    readonly startsOn: Day
    readonly endsOn: Day
  }): Promise<void> {
    const { id, ...rest } = term
    await queries.putTerm({ _id: id, ...rest })
    afterCommit(terms.forget)
  }

  /** Adds a course with its members. @returns its id and the id of its list */
  async function add({ members, ...draft }: CourseDraft): Promise<{ id: string; listId: string }> {
    const id = newId()
    const listId = draft.listId ?? newId()
    const sections = draft.sections.map(({ number, teachers }) => ({ number, teachers: [...teachers] }))
    await transaction(async () => {
      await queries.insertCourse({ ...draft, _id: id, listId, sections })
      await queries.putEnrolments(id, members)
    })
    return { id, listId }
  }

  /** Writes a list anew, in the order given. @throws `request.invalid` for a reserve that leads nowhere */
  async function replaceReserves(listId: string, reserves: readonly ReserveDraft[]): Promise<void> {
    const records = reserves.map((reserve, order) => reserveOf(listId, order, reserve))
    await transaction(() => queries.replaceReserves(listId, records))
  }

  async function viewsOf(courses: readonly CourseRecord[], mine: readonly string[]): Promise<CourseView[]> {
    const counts = await queries.countReserves(courses.map(({ listId }) => listId))
    const known = await terms.get()
    return courses.map((course) => ({
      course,
      term: known.find(({ _id }) => _id === course.termId),
      reserveCount: counts.get(course.listId) ?? 0,
      isMine: mine.includes(course._id),
    }))
  }

  return { list, listMine, get, listUsing, putTerm, add, replaceReserves }
}

function reserveOf(listId: string, order: number, draft: ReserveDraft): ReserveRecord {
  const {
    kind,
    titleId = null,
    part = null,
    label = null,
    url = null,
    loanType = null,
    isRequired,
    note = null,
  } = draft
  const problem = problemOf(draft)
  if (problem) throw new AppError('request.invalid', { problems: [{ path: `reserves.${order}`, message: problem }] })
  return { _id: newId(), listId, order, kind, titleId, part, label, url, loanType, isRequired, note }
}

function problemOf({ kind, titleId, label, url }: ReserveDraft): string | null {
  if (kind !== 'link' && titleId === undefined) return 'names no title'
  if (kind === 'link' && label === undefined) return 'a link needs a label'
  if (kind !== 'print' && (url === undefined || safeUrl(url) === null)) return 'leads to no address'
  return null
}

function placeOf(cursor: string): { termId: string; code: string } {
  const [termId, code] = decodeCursor(cursor, 2)
  return { termId: String(termId), code: String(code) }
}
