import { randomUUID } from 'node:crypto'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from './processes'

const beatMs = 2000
const deadAfterMs = 15_000

/**
 * Only one process at a time starts, adopts or stops the database of a directory. A lock left by a process that was
 * killed is taken over: at once when the process is gone, else when it stopped touching the file.
 *
 * Two that take over the same dead lock in the same millisecond could both hold it; then mongod's own lock on the data
 * refuses the second server, which is started again by adopting the first.
 */
export async function withStartLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const content = `${process.pid} ${randomUUID()}`
  await acquire(file, content)
  const beat = setInterval(() => void writeFile(file, content).catch(() => undefined), beatMs)
  beat.unref()
  try {
    return await work()
  } finally {
    clearInterval(beat)
    // a lock that was taken over meanwhile belongs to somebody else
    if ((await readFile(file, 'utf8').catch(() => '')) === content) await rm(file, { force: true })
  }
}

async function acquire(file: string, content: string): Promise<void> {
  let seen = { mark: '', since: 0 }
  while (!(await create(file, content))) {
    const holder = await look(file)
    if (holder.mark !== seen.mark) seen = { mark: holder.mark, since: performance.now() }
    const isSilent = performance.now() - seen.since > deadAfterMs
    if (holder.pid !== null && (isSilent || !isAlive(holder.pid))) await removeIfUnchanged(file, holder.mark)
    else await sleep(50)
  }
}

async function create(file: string, content: string): Promise<boolean> {
  try {
    await writeFile(file, content, { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** The mark changes with every beat of the holder's heart. */
async function look(file: string): Promise<{ readonly pid: number | null; readonly mark: string }> {
  try {
    const [content, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)])
    const pid = Number(content.split(' ')[0])
    return { pid: Number.isInteger(pid) && pid > 0 ? pid : null, mark: `${content} ${mtimeMs}` }
  } catch {
    return { pid: null, mark: '' }
  }
}

async function removeIfUnchanged(file: string, mark: string): Promise<void> {
  if ((await look(file)).mark === mark) await rm(file, { force: true })
}
