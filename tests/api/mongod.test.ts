import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import mongoose from 'mongoose'
import { z } from 'zod'
import { isAlive } from '../../bff/infra/mongod/processes'

jest.setTimeout(40_000)

const readySchema = z.object({ uri: z.string(), version: z.string(), owned: z.boolean() })
const recordSchema = z.object({ version: z.string(), port: z.number(), pid: z.number().nullable() })

let dataDir = ''
let children: ChildProcess[] = []

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'rentu-mongod-'))
  children = []
})

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  const { pid } = await recordOf().catch(() => ({ pid: null }))
  if (pid !== null && isAlive(pid)) process.kill(pid, 'SIGKILL')
  while (pid !== null && isAlive(pid)) await sleep(20)
  await rm(dataDir, { recursive: true, force: true })
})

const recordOf = async () => recordSchema.parse(JSON.parse(await readFile(path.join(dataDir, 'mongod.json'), 'utf8')))

async function pidOfDatabase(): Promise<number> {
  const { pid } = await recordOf()
  if (pid === null) throw new Error('no database is running')
  return pid
}

/** Starts a program that needs the database, as the service or a command, and waits until it has it. */
async function program() {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/support/mongod-user.ts', dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.push(child)
  const ended = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })
  const line = await Promise.race([once(lines, 'line'), ended.then(() => Promise.reject(new Error('it ended early')))])
  const ready = readySchema.parse(JSON.parse(String(line[0])))
  const leave = async () => {
    child.stdin.end()
    await ended
  }
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  return { ...ready, leave, kill }
}

async function withBooks<T>(uri: string, work: (books: mongoose.mongo.Collection) => Promise<T>): Promise<T> {
  const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: 10_000 })
  try {
    return await work(client.db().collection('books'))
  } finally {
    await client.close()
  }
}
const shelve = (uri: string, title: string) =>
  withBooks(uri, async (books) => {
    await books.insertOne({ title }, { writeConcern: { w: 'majority', journal: true } })
  })
const titles = (uri: string) =>
  withBooks(uri, async (books) => (await books.find().sort({ title: 1 }).toArray()).map(({ title }) => String(title)))

test('what was written is there after stopping and starting again, with the version that wrote it', async () => {
  const first = await program()
  await shelve(first.uri, '数据结构')
  await first.leave()

  const second = await program()

  expect(await titles(second.uri)).toEqual(['数据结构'])
  expect(second).toMatchObject({ owned: true, version: first.version, uri: first.uri })
  await second.leave()
  expect(await recordOf()).toMatchObject({ pid: null, version: first.version })
})

test('several changes can be made together or not at all', async () => {
  const { uri } = await program()
  await shelve(uri, 'A')
  const client = await new mongoose.mongo.MongoClient(uri).connect()
  const books = client.db().collection('books')
  const change = client.withSession((session) =>
    session.withTransaction(async () => {
      await books.insertOne({ title: 'B' }, { session })
      throw new Error('the desk closed')
    }),
  )

  await expect(change).rejects.toThrow('the desk closed')

  expect(await books.countDocuments()).toBe(1)
  await client.close()
})

test('a database left behind by a killed service is taken over, and stopped in the end', async () => {
  const killed = await program()
  const pid = await pidOfDatabase()
  await killed.kill()
  expect(isAlive(pid)).toBe(true)

  const next = await program()

  expect(next).toMatchObject({ owned: true, uri: killed.uri })
  expect(await pidOfDatabase()).toBe(pid)
  await next.leave()
  expect(isAlive(pid)).toBe(false)
})

test('a database that was killed together with its service starts again with every acknowledged change', async () => {
  const killed = await program()
  await shelve(killed.uri, '机器学习')
  const pid = await pidOfDatabase()
  await killed.kill()
  process.kill(pid, 'SIGKILL')

  const next = await program()

  expect(await titles(next.uri)).toEqual(['机器学习'])
  expect(await pidOfDatabase()).not.toBe(pid)
})

test('a database that dies under a running service comes back where it was', async () => {
  const { uri } = await program()
  await shelve(uri, '算法导论')

  process.kill(await pidOfDatabase(), 'SIGKILL')

  expect(await titles(uri)).toEqual(['算法导论'])
})

test('a command beside the running service uses its database and does not stop it', async () => {
  const service = await program()
  const command = await program()
  expect(command).toMatchObject({ owned: false, uri: service.uri })

  await command.leave()

  expect(await titles(service.uri)).toEqual([])
  await service.leave()
  expect((await recordOf()).pid).toBeNull()
})

test('a service that stops while a command still works leaves the database to it', async () => {
  const service = await program()
  const command = await program()

  await service.leave()

  expect(await titles(command.uri)).toEqual([])
  await command.leave()
  expect((await recordOf()).pid).toBeNull()
})

test('programs started at the same moment share one database', async () => {
  const both = await Promise.all([program(), program()])

  expect(new Set(both.map(({ uri }) => uri)).size).toBe(1)
  expect(both.map(({ owned }) => owned).sort()).toEqual([false, true])
})
