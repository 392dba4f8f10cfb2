import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** True while the process runs. One that ended but was never collected by its parent (a zombie) has ended. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // it exists, but belongs to somebody else
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  try {
    // the state stands behind the program's name, which may hold spaces and parentheses itself
    return !/^\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*(?=\) )/s, ''))
  } catch {
    // no /proc (macOS): there the parent of an orphan always collects it
    return true
  }
}

/** True when this process is a mongod that serves this directory: process numbers are used again. */
export async function isMongodOf(pid: number, dbPath: string): Promise<boolean> {
  if (!isAlive(pid)) return false
  const args = await readFile(`/proc/${pid}/cmdline`, 'utf8').then(
    (line) => line.split('\0').join(' '),
    async () => (await run('ps', ['-ww', '-o', 'args=', '-p', String(pid)]).catch(() => ({ stdout: '' }))).stdout,
  )
  return args.includes('mongod') && args.includes(`--dbpath ${dbPath} `)
}

/** Waits until the process has ended; false when it still runs after `timeoutMs`. */
export async function hasEnded(pid: number, timeoutMs: number): Promise<boolean> {
  const end = performance.now() + timeoutMs
  while (isAlive(pid)) {
    if (performance.now() > end) return false
    await sleep(25)
  }
  return true
}

/** Sends a signal; a process that has just ended is not an error. */
export function signal(pid: number, name: 'SIGINT' | 'SIGKILL'): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
