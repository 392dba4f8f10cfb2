import mongoose from 'mongoose'
import { placeCodeKinds } from '../../contract/self-checkout'
import type { Bilingual } from '../../domain/language'

/** A reading room where readers borrow by themselves (L6). */
export interface ReadingRoomRecord {
  _id: string
  branchId: string
  name: Bilingual
  order: number
  kind: (typeof placeCodeKinds)[number]
  /** For a printed one: what stands on the wall. */
  printedCode: string | null
}

const readingRoomSchema = new mongoose.Schema<ReadingRoomRecord>({
  _id: { type: String },
  branchId: { type: String, required: true },
  name: { type: mongoose.Schema.Types.Mixed, required: true },
  order: { type: Number, required: true },
  kind: { type: String, enum: placeCodeKinds, required: true },
  printedCode: { type: String, default: null },
})

// one code, one room
readingRoomSchema.index(
  { printedCode: 1 },
  { unique: true, partialFilterExpression: { kind: 'printed' }, name: 'printed_code' },
)

export const ReadingRoomModel = mongoose.model('ReadingRoom', readingRoomSchema, 'reading_rooms')
