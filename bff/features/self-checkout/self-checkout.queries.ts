import { ReadingRoomModel, type ReadingRoomRecord } from './self-checkout.model'

/** All rooms of the library: a few dozen at most. */
export function listRooms(): Promise<ReadingRoomRecord[]> {
  return ReadingRoomModel.find().sort({ branchId: 1, order: 1 }).limit(1000).lean<ReadingRoomRecord[]>().exec()
}
