import mongoose from 'mongoose'

/**
 * Creates the collections and every index that the models name and the database does not have yet. Safe to run at each
 * start and on several instances at once; nothing is ever dropped here.
 */
export async function createIndexes(): Promise<void> {
  for (const model of Object.values(mongoose.models)) {
    await model.createCollection()
    await model.createIndexes()
  }
}
