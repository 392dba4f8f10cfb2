import mongoose from 'mongoose'

mongoose.set('transactionAsyncLocalStorage', true)
mongoose.set('autoIndex', false)
mongoose.set('autoCreate', false)
mongoose.set('bufferCommands', false)

/**
 * Connects this process to its database. A dead database is noticed within two seconds instead of looking like a hang;
 * every acknowledged write is in the journal of the majority.
 */
export async function connectMongo(uri: string, options: { readonly poolSize?: number } = {}): Promise<void> {
  await mongoose.connect(uri, {
    serverSelectionTimeoutMS: 2000,
    maxPoolSize: options.poolSize ?? 50,
    writeConcern: { w: 'majority', journal: true },
    retryWrites: true,
    appName: 'rentu',
  })
}

export async function disconnectMongo(): Promise<void> {
  await mongoose.disconnect()
}

/** For libraries that keep collections of their own in our database. @throws Error before it is connected */
export function connectedDatabase(): mongoose.mongo.Db {
  const { db } = mongoose.connection
  if (!db) throw new Error('the database is not connected yet')
  return db
}

/** True when the database answers now. */
export async function isMongoUsable(): Promise<boolean> {
  if (mongoose.connection.readyState !== mongoose.ConnectionStates.connected) return false
  const answer = await mongoose.connection.db?.command({ ping: 1 }, { timeoutMS: 1500 }).catch(() => null)
  return answer?.['ok'] === 1
}

/** E11000: a unique index said no. An answer, not an accident. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && error.code === 11000
}

/** The database cannot be reached or did not answer in time. */
export function isDatabaseAway(error: unknown): boolean {
  const { MongoNetworkError, MongoServerSelectionError, MongoOperationTimeoutError, MongoNotConnectedError } =
    mongoose.mongo
  return (
    error instanceof MongoNetworkError ||
    error instanceof MongoServerSelectionError ||
    error instanceof MongoOperationTimeoutError ||
    error instanceof MongoNotConnectedError ||
    error instanceof mongoose.mongo.MongoTopologyClosedError ||
    error instanceof mongoose.Error.MongooseServerSelectionError ||
    (error instanceof mongoose.mongo.MongoBulkWriteError && isDatabaseAway(error.errorResponse)) ||
    isBrokenSocket(error) ||
    (error instanceof mongoose.mongo.MongoServerError &&
      [91, 189, 11600, 11602, 10107, 13435, 13436].includes(Number(error.code)))
  )
}

/** A write to a connection whose other end has just died comes out of the driver as the socket threw it. */
function isBrokenSocket(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ECONNRESET')
}
