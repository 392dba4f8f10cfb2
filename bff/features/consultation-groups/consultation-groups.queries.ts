import {
  ConsultationGroupModel,
  GroupCodeModel,
  GroupPlaceModel,
  GroupWaitingModel,
  type ConsultationGroupRecord,
  type GroupCodeRecord,
  type GroupPlaceRecord,
  type WaitingRecord,
} from './consultation-groups.model'

/** A library has a handful of groups: they are read whole. */
export function readGroups(): Promise<ConsultationGroupRecord[]> {
  return ConsultationGroupModel.find().sort({ order: 1 }).lean<ConsultationGroupRecord[]>().exec()
}

/** Writes what a group is called; its id and scene stay what they were when it was made. */
export async function putGroup(group: Omit<ConsultationGroupRecord, 'waitingTurn'>): Promise<string> {
  const { _id, scene, ...rest } = group
  const stored = await ConsultationGroupModel.findOneAndUpdate(
    { scene },
    { $set: rest, $setOnInsert: { _id, waitingTurn: 0 } },
    { upsert: true, returnDocument: 'after' },
  )
    .lean<ConsultationGroupRecord>()
    .exec()
  return stored._id
}

/** Codes that have not expired and were not withdrawn, of all groups: with room or full. */
export function listLiveCodes(now: Date): Promise<GroupCodeRecord[]> {
  return GroupCodeModel.find({ expiresAt: { $gt: now }, isWithdrawn: false })
    .lean<GroupCodeRecord[]>()
    .exec()
}

export function listNewestCodes(groupId: string, limit: number): Promise<GroupCodeRecord[]> {
  return GroupCodeModel.find({ groupId })
    .sort({ uploadedAt: -1, _id: -1 })
    .limit(limit)
    .lean<GroupCodeRecord[]>()
    .exec()
}

export function findCode(id: string): Promise<GroupCodeRecord | null> {
  return GroupCodeModel.findById(id).lean<GroupCodeRecord>().exec()
}

export async function insertCode(code: GroupCodeRecord): Promise<void> {
  await GroupCodeModel.create([code])
}

export function markCodeWithdrawn(groupId: string, codeId: string): Promise<GroupCodeRecord | null> {
  return GroupCodeModel.findOneAndUpdate(
    { _id: codeId, groupId },
    { $set: { isWithdrawn: true } },
    { returnDocument: 'after' },
  )
    .lean<GroupCodeRecord>()
    .exec()
}

/**
 * Takes a place on the freshest code with room; null when none has any. The condition and the count are one update, so
 * the last place is never given twice.
 */
export function takePlace(groupId: string, now: Date): Promise<GroupCodeRecord | null> {
  return GroupCodeModel.findOneAndUpdate(
    { groupId, isWithdrawn: false, expiresAt: { $gt: now }, $expr: { $lt: ['$joined', '$capacity'] } },
    { $inc: { joined: 1 } },
    { sort: { uploadedAt: -1, _id: -1 }, returnDocument: 'after' },
  )
    .lean<GroupCodeRecord>()
    .exec()
}

/** The codes that this person was shown and that had not expired, the last one first. */
export function listPlacesOf(groupId: string, who: string, now: Date): Promise<GroupPlaceRecord[]> {
  return GroupPlaceModel.find({ groupId, who, expiresAt: { $gt: now } })
    .sort({ takenAt: -1 })
    .lean<GroupPlaceRecord[]>()
    .exec()
}

export async function insertPlace(place: Omit<GroupPlaceRecord, '_id'>): Promise<void> {
  await GroupPlaceModel.create([{ _id: `${place.codeId}/${place.who}`, ...place }])
}

/** What is kept of somebody, who is another digest in each group. */
export interface InGroup {
  readonly groupId: string
  readonly who: string
}

export function listPlacesOfAny(people: readonly InGroup[]): Promise<GroupPlaceRecord[]> {
  return GroupPlaceModel.find(anyOf(people)).sort({ takenAt: -1 }).lean<GroupPlaceRecord[]>().exec()
}

export function listWaitingOfAny(people: readonly InGroup[]): Promise<WaitingRecord[]> {
  return GroupWaitingModel.find({ _id: { $in: people.map(lineIdOf) } })
    .lean<WaitingRecord[]>()
    .exec()
}

/** Forgets that they were counted, and that they wait; the counts of the codes stay. */
export async function deleteAllOfAny(people: readonly InGroup[]): Promise<void> {
  await GroupPlaceModel.deleteMany(anyOf(people))
  await GroupWaitingModel.deleteMany({ _id: { $in: people.map(lineIdOf) } })
}

function anyOf(people: readonly InGroup[]) {
  return people.length === 0 ? { _id: { $in: [] } } : { $or: people.map(({ groupId, who }) => ({ groupId, who })) }
}

function lineIdOf({ groupId, who }: InGroup): string {
  return `${groupId}/${who}`
}

/** Forgets who was counted on codes that have expired. */
export async function deleteExpiredPlaces(groupId: string, now: Date): Promise<void> {
  await GroupPlaceModel.deleteMany({ groupId, expiresAt: { $lte: now } })
}

/** The place in the line: the one there is, else the last. @returns its turn */
export async function enterLine(groupId: string, who: string, since: Date): Promise<number> {
  const _id = lineIdOf({ groupId, who })
  const known = await GroupWaitingModel.findById(_id).lean().exec()
  if (known) return known.turn
  const group = await ConsultationGroupModel.findOneAndUpdate(
    { _id: groupId },
    { $inc: { waitingTurn: 1 } },
    { returnDocument: 'after' },
  )
    .lean<ConsultationGroupRecord>()
    .orFail()
    .exec()
  await GroupWaitingModel.create([{ _id, groupId, turn: group.waitingTurn, since }])
  return group.waitingTurn
}

export function countWaitingBefore(groupId: string, turn: number): Promise<number> {
  return GroupWaitingModel.countDocuments({ groupId, turn: { $lt: turn } }).exec()
}

export async function leaveLine(groupId: string, who: string): Promise<void> {
  await GroupWaitingModel.deleteOne({ _id: lineIdOf({ groupId, who }) })
}

export function countWaiting(groupId: string): Promise<number> {
  return GroupWaitingModel.countDocuments({ groupId }).exec()
}
