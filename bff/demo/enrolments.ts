import type { CourseFacts } from './facts'
import type { Random } from './random'
import { featuredAccounts } from './readers'
import type { Reader } from './readers'
import type { Term } from './term'

export interface PlannedCourse extends CourseFacts {
  readonly term: string
  /** Reader accounts of those teachers who are readers of the demo library. */
  readonly teacherAccounts: readonly string[]
  readonly enrolled: readonly string[]
}

const featuredCourses: Readonly<Record<string, readonly string[]>> = {
  [featuredAccounts.student]: ['COMP2003', 'COMP1005', 'MATH2001', 'ENGL1001'],
  [featuredAccounts.postgraduate]: ['ARTI3001', 'MATH3006'],
  [featuredAccounts.inTransit]: ['MEDI3001', 'MEDI3002'],
  [featuredAccounts.overdue]: ['CIVI3001', 'MATH1003'],
  [featuredAccounts.missedOnce]: ['ENGL1001', 'CHIN3001'],
  [featuredAccounts.newcomer]: ['CHIN1001', 'CHIN1002', 'PHIL2001'],
}

/** The courses of the term with their students: four or five for everybody who studies. */
export function planCourses(about: {
  readonly courses: readonly CourseFacts[]
  readonly term: Term
  readonly readers: readonly Reader[]
  readonly random: Random
}): readonly PlannedCourse[] {
  const { courses, random } = about
  const enrolled = new Map(courses.map((course) => [course.code, new Set<string>()]))
  const codes = courses.map((course) => course.code)
  for (const reader of about.readers) {
    for (const code of coursesOf(reader, codes, random)) enrolled.get(code)?.add(reader.account)
  }
  return courses.map((course) => ({
    ...course,
    term: about.term.id,
    teacherAccounts: about.readers
      .filter((reader) => reader.category === 'teacher' && course.teachers.includes(reader.name))
      .map((reader) => reader.account),
    enrolled: [...(enrolled.get(course.code) ?? [])],
  }))
}

function coursesOf(reader: Reader, codes: readonly string[], random: Random): readonly string[] {
  const featured = featuredCourses[reader.account]
  if (featured) return featured
  if (reader.category === 'undergraduate') return random.shuffle(codes).slice(0, random.between(3, 6))
  return reader.category === 'postgraduate' ? random.shuffle(codes).slice(0, 2) : []
}
