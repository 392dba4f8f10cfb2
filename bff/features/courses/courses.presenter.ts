import type { z } from 'zod'
import type { Refusal } from '../../contract/common'
import type { CourseSummary, getCourse, reserve } from '../../contract/courses'
import type { TitleDetail, TitleSummary } from '../../contract/titles'
import { inLanguage, type Language } from '../../domain/language'
import type { CourseRecord, ReserveRecord, TermRecord } from './courses.model'

interface CourseToShow {
  readonly course: CourseRecord
  readonly term: TermRecord | undefined
  readonly reserveCount: number
  readonly isMine: boolean
}

interface ReserveToShow {
  readonly reserve: ReserveRecord
  readonly title: TitleSummary | undefined
  readonly refusals: readonly Refusal[]
}

export function presentCourseSummary(view: CourseToShow, language: Language): CourseSummary {
  const { course, term, reserveCount, isMine } = view
  return {
    id: course._id,
    code: course.code,
    name: inLanguage(course.name, language),
    department: inLanguage(course.department, language),
    teachers: [...new Set(course.sections.flatMap(({ teachers }) => teachers))],
    term: course.termId,
    termName: term ? inLanguage(term.name, language) : course.termId,
    reserveCount,
    isMine,
  }
}

export function presentCourse(
  { view, reserves }: { readonly view: CourseToShow; readonly reserves: readonly ReserveToShow[] },
  language: Language,
): z.infer<typeof getCourse.response> {
  return {
    ...presentCourseSummary(view, language),
    reserves: reserves.map((item) => presentReserve(item, language)),
  }
}

/** A course on the page of a title that it uses. */
export function presentCourseOfTitle(course: CourseRecord, language: Language): TitleDetail['courses'][number] {
  return {
    id: course._id,
    name: inLanguage(course.name, language),
    department: inLanguage(course.department, language),
  }
}

function presentReserve(
  { reserve: record, title, refusals }: ReserveToShow,
  language: Language,
): z.infer<typeof reserve> {
  return {
    id: record._id,
    kind: record.kind,
    isRequired: record.isRequired,
    ...(record.note ? { note: inLanguage(record.note, language) } : {}),
    ...(title ? { title } : {}),
    ...(record.part === null ? {} : { part: record.part }),
    ...(record.label ? { label: inLanguage(record.label, language) } : {}),
    ...(record.loanType === null ? {} : { loanType: record.loanType }),
    ...(record.url === null || refusals.length > 0 ? {} : { url: record.url }),
    refusals: [...refusals],
  }
}
