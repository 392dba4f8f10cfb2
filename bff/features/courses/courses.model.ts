import mongoose from 'mongoose'
import { loanTypes, type LoanType } from '../../contract/copies'
import { reserveKinds, type ReserveKind } from '../../contract/courses'

interface Texts {
  zh: string
  en?: string | undefined
}

export interface TermRecord {
  /** `2026-2027-1`: sorts by time. */
  _id: string
  name: Texts
  /** Calendar days in the library's time zone. */
  startsOn: string
  endsOn: string
}

/** R1: a course of one term with its sections. */
export interface CourseRecord {
  _id: string
  code: string
  name: Texts
  department: Texts
  termId: string
  sections: { number: string; teachers: string[] }[]
  /** The reserve list; cross-listed courses share one. */
  listId: string
}

export interface ReserveRecord {
  _id: string
  listId: string
  order: number
  kind: ReserveKind
  titleId: string | null
  part: string | null
  label: Texts | null
  url: string | null
  /** How print copies are lent while they are on reserve; null: as usual. */
  loanType: LoanType | null
  isRequired: boolean
  note: Texts | null
}

/** Who belongs to a course. Teachers count as enrolled. */
export interface EnrolmentRecord {
  /** `<course>/<reader>`: one place per reader and course. */
  _id: string
  courseId: string
  readerId: string
  role: 'student' | 'teacher'
}

const { Mixed } = mongoose.Schema.Types

const termSchema = new mongoose.Schema<TermRecord>({
  _id: { type: String },
  name: { type: Mixed, required: true },
  startsOn: { type: String, required: true },
  endsOn: { type: String, required: true },
})

const courseSchema = new mongoose.Schema<CourseRecord>({
  _id: { type: String },
  code: { type: String, required: true },
  name: { type: Mixed, required: true },
  department: { type: Mixed, required: true },
  termId: { type: String, required: true },
  sections: { type: Mixed, required: true },
  listId: { type: String, required: true },
})
// one course per code and term; the list, newest term first, and the search within a term
courseSchema.index({ termId: -1, code: 1 }, { unique: true })
// the courses that use a title, by its lists
courseSchema.index({ listId: 1, termId: -1 })

const reserveSchema = new mongoose.Schema<ReserveRecord>({
  _id: { type: String },
  listId: { type: String, required: true },
  order: { type: Number, required: true },
  kind: { type: String, enum: reserveKinds, required: true },
  titleId: { type: String, default: null },
  part: { type: String, default: null },
  label: { type: Mixed, default: null },
  url: { type: String, default: null },
  loanType: { type: String, enum: [...loanTypes, null], default: null },
  isRequired: { type: Boolean, required: true },
  note: { type: Mixed, default: null },
})
// a list in its order, and how long it is
reserveSchema.index({ listId: 1, order: 1 })
// the lists that a title stands on
reserveSchema.index({ titleId: 1 }, { partialFilterExpression: { titleId: { $type: 'string' } }, name: 'by_title' })

const enrolmentSchema = new mongoose.Schema<EnrolmentRecord>({
  _id: { type: String },
  courseId: { type: String, required: true },
  readerId: { type: String, required: true },
  role: { type: String, enum: ['student', 'teacher'], required: true },
})
// my courses
enrolmentSchema.index({ readerId: 1 })

export const TermModel = mongoose.model('Term', termSchema, 'terms')
export const CourseModel = mongoose.model('Course', courseSchema, 'courses')
export const ReserveModel = mongoose.model('Reserve', reserveSchema, 'reserves')
export const EnrolmentModel = mongoose.model('Enrolment', enrolmentSchema, 'enrolments')
