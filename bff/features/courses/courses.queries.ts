import {
  CourseModel,
  EnrolmentModel,
  ReserveModel,
  TermModel,
  type CourseRecord,
  type EnrolmentRecord,
  type ReserveRecord,
  type TermRecord,
} from './courses.model'

export interface CourseFilter {
  /** Each must be in the name, the code, a teacher or the department. */
  readonly words: readonly string[]
  readonly termId?: string | undefined
  readonly ids?: readonly string[] | undefined
  readonly after?: { readonly termId: string; readonly code: string } | undefined
  readonly limit: number
}

/** Newest term first, then by code. */
export function listCourses(filter: CourseFilter): Promise<CourseRecord[]> {
  const conditions: object[] = filter.words.map(containing)
  if (filter.termId !== undefined) conditions.push({ termId: filter.termId })
  if (filter.ids) conditions.push({ _id: { $in: filter.ids } })
  if (filter.after) {
    const { termId, code } = filter.after
    conditions.push({ $or: [{ termId: { $lt: termId } }, { termId, code: { $gt: code } }] })
  }
  return CourseModel.find(conditions.length > 0 ? { $and: conditions } : {})
    .sort({ termId: -1, code: 1 })
    .limit(filter.limit)
    .lean<CourseRecord[]>()
    .exec()
}

export function findCourse(id: string): Promise<CourseRecord | null> {
  return CourseModel.findById(id).lean<CourseRecord>().exec()
}

export function listCoursesOfLists(listIds: readonly string[], limit: number): Promise<CourseRecord[]> {
  return CourseModel.find({ listId: { $in: listIds } })
    .sort({ termId: -1, code: 1 })
    .limit(limit)
    .lean<CourseRecord[]>()
    .exec()
}

export function listReserves(listId: string): Promise<ReserveRecord[]> {
  return ReserveModel.find({ listId }).sort({ order: 1 }).lean<ReserveRecord[]>().exec()
}

export async function listIdsWithTitle(titleId: string): Promise<string[]> {
  return ReserveModel.distinct('listId', { titleId }).exec()
}

/** How many reserves each list has; lists without any are left out. */
export async function countReserves(listIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const counts = await ReserveModel.aggregate<{ _id: string; count: number }>([
    { $match: { listId: { $in: listIds } } },
    { $group: { _id: '$listId', count: { $sum: 1 } } },
  ])
  return new Map(counts.map(({ _id, count }) => [_id, count]))
}

export async function listCourseIdsOf(readerId: string): Promise<string[]> {
  const enrolments = await EnrolmentModel.find({ readerId }, { courseId: 1 }).lean<EnrolmentRecord[]>().exec()
  return enrolments.map(({ courseId }) => courseId)
}

export async function isEnrolled(courseId: string, readerId: string): Promise<boolean> {
  return (await EnrolmentModel.exists({ _id: enrolmentId(courseId, readerId) })) !== null
}

export function readTerms(): Promise<TermRecord[]> {
  return TermModel.find().sort({ _id: -1 }).lean<TermRecord[]>().exec()
}

export async function putTerm({ _id, ...term }: TermRecord): Promise<void> {
  await TermModel.updateOne({ _id }, { $set: term }, { upsert: true })
}

export async function insertCourse(course: CourseRecord): Promise<void> {
  await CourseModel.create([course])
}

export async function replaceReserves(listId: string, reserves: readonly ReserveRecord[]): Promise<void> {
  await ReserveModel.deleteMany({ listId })
  await ReserveModel.insertMany(reserves)
}

/** Enrols readers; those who are there already stay as they are. */
export async function putEnrolments(
  courseId: string,
  members: readonly Pick<EnrolmentRecord, 'readerId' | 'role'>[],
): Promise<void> {
  if (members.length === 0) return
  await EnrolmentModel.bulkWrite(
    members.map(({ readerId, role }) => ({
      updateOne: {
        filter: { _id: enrolmentId(courseId, readerId) },
        update: { $setOnInsert: { courseId, readerId, role } },
        upsert: true,
      },
    })),
  )
}

function enrolmentId(courseId: string, readerId: string): string {
  return `${courseId}/${readerId}`
}

const searchedFields = ['name.zh', 'name.en', 'code', 'department.zh', 'department.en', 'sections.teachers']

function containing(word: string): object {
  const pattern = new RegExp(word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i')
  return { $or: searchedFields.map((field) => ({ [field]: pattern })) }
}
