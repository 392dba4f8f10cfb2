import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import mongoose from 'mongoose'
import { z } from 'zod'

type Admin = ReturnType<InstanceType<typeof mongoose.mongo.MongoClient>['db']>

const name = 'rentu'

/** The server that answers on a port of this machine. */
export interface Answering {
  readonly dbPath: string
  readonly pid: number
  readonly version: string
}

const optionsSchema = z.object({ parsed: z.object({ storage: z.object({ dbPath: z.string() }) }) })
const statusSchema = z.object({ pid: z.coerce.number().int(), version: z.string() })
const helloSchema = z.object({ isWritablePrimary: z.boolean() })
const configSchema = z.looseObject({
  version: z.number(),
  members: z.tuple([z.looseObject({ host: z.string() })]),
})

/** How a client of this machine reaches the one-node replica set. */
export function uriOf(port: number): string {
  return `mongodb://127.0.0.1:${port}/rentu?replicaSet=${name}`
}

/** Who answers on this port; null when nobody does, or somebody that is no mongod of ours. */
export async function whoAnswers(port: number): Promise<Answering | null> {
  // a refused connection is known at once, while the driver would try again for a while
  if (!(await isListening(port))) return null
  try {
    return await withAdmin(port, async (admin) => {
      const { parsed } = optionsSchema.parse(await admin.command({ getCmdLineOpts: 1 }))
      const { pid, version } = statusSchema.parse(await admin.command({ serverStatus: 1 }))
      return { dbPath: parsed.storage.dbPath, pid, version }
    })
  } catch {
    return null
  }
}

/**
 * Makes the server the primary of a set of one, whatever it was before: new, on the same port as last time, or on
 * another one (then its own address in the configuration is wrong, and it would wait for itself for ever).
 *
 * @throws Error when it is not primary after `timeoutMs`
 */
export async function becomePrimary(port: number, timeoutMs: number): Promise<void> {
  const host = `127.0.0.1:${port}`
  const end = performance.now() + timeoutMs
  await withAdmin(port, async (admin) => {
    await configure(admin, host)
    while (!helloSchema.parse(await admin.command({ hello: 1 })).isWritablePrimary) {
      if (performance.now() > end) throw new Error(`MongoDB on ${host} did not become primary within ${timeoutMs} ms`)
      await sleep(20)
    }
  })
}

/**
 * Ends what dead clients have left: a transaction outlives its client and keeps others from what it has written. Only for a
 * server that nobody else uses.
 */
export async function endAbandonedWork(port: number): Promise<void> {
  await withAdmin(port, (admin) => admin.command({ killAllSessions: [] }))
}

async function configure(admin: Admin, host: string): Promise<void> {
  const stored = await admin.client.db('local').collection('system.replset').findOne()
  if (stored === null) {
    await admin.command({ replSetInitiate: { _id: name, members: [{ _id: 0, host }] } })
    return
  }
  const config = configSchema.parse(stored)
  const [member] = config.members
  if (member.host === host) return
  const moved = { ...config, version: config.version + 1, members: [{ ...member, host }] }
  await admin.command({ replSetReconfig: moved, force: true })
}

async function withAdmin<T>(port: number, work: (admin: Admin) => Promise<T>): Promise<T> {
  const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 3000,
    connectTimeoutMS: 3000,
    socketTimeoutMS: 10_000,
  })
  try {
    await client.connect()
    return await work(client.db('admin'))
  } finally {
    await client.close()
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port })
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(1000, () => end(false))
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}
