import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

export type Uploads = ReturnType<typeof createUploads>

const nameShape = /^[0-9a-f]{32}$/

/**
 * Files that people gave us, under names we made: nothing of theirs reaches the file system but the bytes. The caller
 * has checked what they are and remembers their type.
 */
export function createUploads(dataDir: string) {
  const directory = path.join(dataDir, 'uploads')

  /** @returns the name to read it by; the bytes are on disk when this returns. */
  async function save(bytes: Uint8Array): Promise<string> {
    const name = randomBytes(16).toString('hex')
    const target = path.join(directory, name)
    await mkdir(directory, { recursive: true })
    await writeFile(`${target}.part`, bytes, { flag: 'wx', mode: 0o600, flush: true })
    await rename(`${target}.part`, target)
    return name
  }

  /** Null when there is no such file. */
  async function read(name: string): Promise<Buffer | null> {
    if (!nameShape.test(name)) return null
    return readFile(path.join(directory, name)).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
      throw error
    })
  }

  async function remove(name: string): Promise<void> {
    if (nameShape.test(name)) await rm(path.join(directory, name), { force: true })
  }

  return { save, read, remove }
}
