import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** The secret of an installation that was given none: made once, kept in the data directory, readable by its owner only. */
export async function keptSecret(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'secret')
  const kept = await readFile(file, 'utf8').catch(() => null)
  if (kept !== null && kept.length >= 32) return kept
  await mkdir(dataDir, { recursive: true })
  const secret = randomBytes(48).toString('base64url')
  try {
    await writeFile(file, secret, { mode: 0o600, flag: kept === null ? 'wx' : 'w' })
    return secret
  } catch {
    // another process was faster
    return readFile(file, 'utf8')
  }
}
