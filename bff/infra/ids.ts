import mongoose from 'mongoose'

/** A new opaque id; ids of one process sort by time. */
export function newId(): string {
  return new mongoose.Types.ObjectId().toHexString()
}
