import { closeSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { ImportOrder } from '../features/catalogue-import/catalogue-import.service'
import { parseMapping } from '../features/catalogue-import/import-mapping.service'

export async function readMapping(path: string | undefined) {
  return path === undefined ? null : parseMapping(await readFile(path, 'utf8'))
}

/** @throws Error that names what would be known */
export function oneOf<T extends string>(known: readonly T[], value: string | undefined, option: string): T | null {
  if (value === undefined) return null
  const found = known.find((each) => each === value)
  if (found === undefined) throw new Error(`${option} ${value}: one of ${known.join(', ')}`)
  return found
}

interface Paths {
  readonly report: string
  /** Another import of this run has written into the report before. */
  readonly isShared: boolean
  /** Null: nobody wants the records that were not taken. */
  readonly rejects: string | null
}

/** Written at once, before the batch is marked as done, so that no crash takes a problem with it. */
export function outputsTo({ report, isShared, rejects }: Paths) {
  let lines = 0
  let opened: GrowingFile[] = []
  return {
    open: ((before) => {
      const told = growing(report, isShared ? null : (before?.report ?? 0))
      const kept = rejects === null ? null : growing(rejects, before?.rejects ?? 0)
      opened = kept ? [told, kept] : [told]
      return {
        report: (line) => {
          lines += 1
          told.write(`${JSON.stringify(line)}\n`)
        },
        reject: kept ? kept.write : null,
        lengths: () => ({ report: told.length(), rejects: kept?.length() ?? 0 }),
      }
    }) satisfies ImportOrder['openOutputs'],
    close: () => {
      for (const file of opened) file.close()
    },
    summary: () => (lines === 0 ? '  everything could be taken' : `  ${lines} problems: ${report}`),
  }
}

type GrowingFile = ReturnType<typeof growing>

/** @param kept how much of what is there stays; null: all of it */
function growing(path: string, kept: number | null) {
  const file = openSync(path, 'a')
  let length = Math.min(kept ?? Infinity, fstatSync(file).size)
  ftruncateSync(file, length)
  return {
    write: (part: string | Buffer) => {
      length += typeof part === 'string' ? writeSync(file, part) : writeSync(file, part)
    },
    length: () => length,
    close: () => {
      closeSync(file)
    },
  }
}
