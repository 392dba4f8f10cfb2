import type { CourseRecord, EnrolmentRecord, ReserveRecord, TermRecord } from '../features/courses/courses.model'
import type { PlannedCourse } from './enrolments'
import type { TitleFacts } from './facts'
import type { Seeding } from './seed-context'
import { demoId } from './seed-ids'

export function termRecords({ plan }: Seeding): TermRecord[] {
  const { id, ...term } = plan.term
  return [{ _id: id, ...term }]
}

/** One section for each teacher. */
export function courseRecords({ plan }: Seeding): CourseRecord[] {
  return plan.courses.map((course) => ({
    _id: courseId(course),
    code: course.code,
    name: course.name,
    department: { zh: course.department },
    termId: course.term,
    sections: course.teachers.map((teacher, index) => ({
      number: String(index + 1).padStart(2, '0'),
      teachers: [teacher],
    })),
    listId: listId(course),
  }))
}

/** The lists of all courses in their order (R1). */
export function reserveRecords({ plan }: Seeding): ReserveRecord[] {
  const titles = new Map(plan.titles.map((title) => [title.key, title]))
  return plan.courses.flatMap((course) =>
    course.reserves.map((reserve, order): ReserveRecord => {
      const { kind, isRequired } = reserve
      return {
        _id: demoId('reserve', `${course.code} ${order}`),
        listId: listId(course),
        ...{ order, kind, isRequired },
        titleId: kind === 'link' ? null : demoId('title', reserve.title),
        part: kind === 'print' ? (reserve.part ?? null) : null,
        label: kind === 'link' ? { zh: reserve.label } : null,
        url: kind === 'print' ? null : kind === 'link' ? reserve.url : addressOf(titles.get(reserve.title)),
        loanType: kind === 'print' ? (reserve.loanType ?? null) : null,
        note: null,
      }
    }),
  )
}

export function enrolmentRecords({ plan }: Seeding): EnrolmentRecord[] {
  return plan.courses.flatMap((course) => [
    ...course.teacherAccounts.map((account) => enrolmentRecord(course, account, 'teacher')),
    ...course.enrolled.map((account) => enrolmentRecord(course, account, 'student')),
  ])
}

function enrolmentRecord(course: PlannedCourse, account: string, role: EnrolmentRecord['role']): EnrolmentRecord {
  const readerId = demoId('reader', account)
  return { _id: `${courseId(course)}/${readerId}`, courseId: courseId(course), readerId, role }
}

function addressOf(title: TitleFacts | undefined): string {
  const [version] = title?.electronic ?? []
  if (!version) throw new Error(`an electronic reserve without an electronic version: ${title?.key ?? 'unknown title'}`)
  return version.url
}

function courseId({ term, code }: PlannedCourse): string {
  return demoId('course', `${term} ${code}`)
}

function listId({ term, code }: PlannedCourse): string {
  return demoId('list', `${term} ${code}`)
}
