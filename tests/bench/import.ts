import { spawn } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { once } from 'node:events'
import os from 'node:os'
import path from 'node:path'
import mongoose from 'mongoose'
import { isProblem } from '../../bff/domain/import-problem'
import { usualMapping } from '../../bff/features/catalogue-import/holdings-mapping.rules'
import { createRecordReader } from '../../bff/features/catalogue-import/record-readers.service'
import { cnmarcBook, iso2709, marc21Book } from '../support/marc'
import { generateCatalogue } from './generate-catalogue'

/** Of the file whose memory is looked at; `IMPORT_MB=1024` for a gigabyte. */
const megabytes = Number(process.env['IMPORT_MB'] ?? 100)
const storedRecords = Number(process.env['IMPORT_STORED'] ?? 20_000)

/** Records a second parsed and stored, and memory over a large file; in a database of its own. */
export async function benchImport(mongodUri: string, { say, promise }: Reporting): Promise<void> {
  say('\nImport: half MARC21 in UTF-8, half CNMARC in GBK, two copies each')
  const dir = await mkdtemp(path.join(os.tmpdir(), 'rentu-bench-import-'))
  const uri = new URL(mongodUri)
  uri.pathname = '/bench_import'
  const client = await new mongoose.mongo.MongoClient(uri.toString()).connect()
  try {
    await client.db().collection('branches').insertOne(branch)
    const large = path.join(dir, 'large.mrc')
    const records = await generate(large, { bytes: megabytes * 1_000_000 })
    await benchParsing(large, { records, say, promise })
    const some = path.join(dir, 'some.mrc')
    await generate(some, { records: storedRecords })
    const first = await store(some, uri)
    say(`    stored: ${first.perSecond.toFixed(0)}/s with two copies each, ${first.totals}`)
    const bare = await benchBareDriver(client.db())
    say(`    the bare driver writes the same documents with the same indexes: ${bare.toFixed(0)}/s`)
    promise(first.perSecond >= 0.2 * bare, `${(first.perSecond / bare).toFixed(2)} of the bare driver (at least 0.2)`)
    const again = await store(some, uri)
    say(`    again: ${again.perSecond.toFixed(0)}/s, ${again.totals}`)
    promise(again.totals.includes(`"unchanged":${String(storedRecords)}`), 'the same file again changes nothing')
  } finally {
    await client.db().dropDatabase()
    await client.close()
    await rm(dir, { recursive: true, force: true })
  }
}

const branch = {
  _id: 'main' as never,
  name: { zh: '总馆' },
  order: 1,
  calendar: { weekly: {}, exceptions: [] },
  pagingWaves: [],
  prefersOwnPickups: false,
}

interface Reporting {
  readonly say: (line: string) => void
  readonly promise: (isKept: boolean, text: string) => void
}

async function benchParsing(file: string, { records, say, promise }: Reporting & { records: number }): Promise<void> {
  const { size } = await stat(file)
  const branches = new Map([['main', 'main']])
  const holdings = { mapping: usualMapping, branches }
  const head = Buffer.from([0x1d])
  const reader = createRecordReader({ format: null, encoding: null, holdings, head })
  const memory: number[] = []
  let read = 0
  let problems = 0
  let bytes = 0
  const startedAt = process.cpuUsage()
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    for (const item of reader.push(chunk as Buffer)) {
      read += 1
      if (isProblem(item.read())) problems += 1
    }
    bytes += (chunk as Buffer).length
    if (bytes > (memory.length * size) / 10) memory.push(process.memoryUsage().rss / 1_000_000)
  }
  const cpu = process.cpuUsage(startedAt)
  const perSecond = (read * 1e6) / (cpu.user + cpu.system)
  const [start = 0, middle = 0, end = 0] = [memory[1], memory[5], memory.at(-1)]
  say(`    ${String(read)} records (${(size / 1e6).toFixed(0)} MB): read, decoded and understood`)
  say(
    `    memory ${start.toFixed(0)} MB at a tenth, ${middle.toFixed(0)} MB in the middle, ${end.toFixed(0)} MB at the end`,
  )
  promise(read === records && problems === 0, `every one of ${String(records)} records was understood`)
  promise(perSecond >= 10_000, `${perSecond.toFixed(0)} records a second of one core parsed (at least 10,000)`)
  promise(end < start * 1.3 + 20, 'memory stays flat over the file')
}

/** The command, as an operator runs it; its rate is that of the last line of progress, without start and end. */
async function store(file: string, uri: URL): Promise<{ readonly totals: string; readonly perSecond: number }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bff/cli/import.ts', file], {
    env: { ...process.env, MONGODB_URI: uri.toString() },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  let totals = ''
  child.stdout.on('data', (chunk: Buffer) => (totals += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  await once(child, 'close')
  const rates = [...said.join('').matchAll(/, (\d+) a second/g)].map(([, rate]) => Number(rate))
  return { totals: totals.trim(), perSecond: rates.at(-1) ?? 0 }
}

/** The floor: nothing is read, compared or made; the documents are written and journaled in the same batches. */
async function benchBareDriver(db: mongoose.mongo.Db): Promise<number> {
  const options = { writeConcern: { w: 'majority' as const, journal: true }, ordered: false }
  const documents = {
    titles: await db.collection('titles').find().toArray(),
    copies: await db.collection('copies').find().toArray(),
  }
  for (const name of ['titles', 'copies'] as const) {
    const indexes = (await db.collection(name).indexes()).filter((index) => index.name !== '_id_')
    await db.createCollection(`bare_${name}`)
    await db.collection(`bare_${name}`).createIndexes(indexes.map(({ v: _version, ...index }) => index))
  }
  const startedAt = performance.now()
  for (let at = 0; at < documents.titles.length; at += 1000) {
    await db.collection('bare_copies').insertMany(documents.copies.slice(2 * at, 2 * at + 2000), options)
    await db.collection('bare_titles').insertMany(documents.titles.slice(at, at + 1000), options)
  }
  return (documents.titles.length * 1000) / (performance.now() - startedAt)
}

/** Writes records until there are so many, or so many bytes; as a stream, so that a gigabyte needs no memory. */
async function generate(file: string, until: { readonly bytes?: number; readonly records?: number }): Promise<number> {
  const stream = createWriteStream(file)
  const pool = generateCatalogue(2000, 7)
  let written = 0
  let n = 0
  while (written < (until.bytes ?? Infinity) && n < (until.records ?? Infinity)) {
    const { record } = pool[n % pool.length] ?? { record: { title: 'T' } }
    n += 1
    const copies = [0, 1].map(
      (k) => ['952', '  ', 'p', `I${String(n)}-${String(k)}`, 'a', 'main', 'o', `TP311/${String(n)}`] as const,
    )
    const make = n % 2 === 0 ? marc21Book : cnmarcBook
    const bytes = iso2709(make(`r${String(n)}`, record.title, [...copies, ['330', '  ', 'a', record.title.repeat(3)]]))
    written += bytes.length
    if (!stream.write(bytes)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'close')
  return n
}
