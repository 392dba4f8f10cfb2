import { closeSync, openSync, writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
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

/** Written line by line before the batch is marked as done, so that no crash takes a problem with it. */
export function reportTo(path: string, isShared: boolean) {
  let file: number | null = null
  let lines = 0
  return {
    open: (isContinued: boolean) => {
      const opened = openSync(path, isContinued || isShared ? 'a' : 'w')
      file = opened
      return (line: object) => {
        lines += 1
        writeSync(opened, `${JSON.stringify(line)}\n`)
      }
    },
    close: () => {
      if (file !== null) closeSync(file)
    },
    summary: () => (lines === 0 ? '  everything could be taken' : `  ${lines} problems: ${path}`),
  }
}
