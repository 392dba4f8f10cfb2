import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { findJdk, jarsOfOpenSearch } from '../search-server/jars'
import type { GeneratedTitle } from './generate-catalogue'
import { questionLine, titleLine } from './lucene-files'
import type { Asked } from './side-by-side'

const run = promisify(execFile)
const PROGRAM = fileURLToPath(new URL('lucene/LuceneBench.java', import.meta.url))
const MEMORY = '-Xmx2g'

export interface LuceneAnswer {
  readonly asked: Asked
  readonly ms: number
  readonly total: number
}

/**
 * The same titles and questions in a Java process of its own, by Lucene alone: no server, no network.
 *
 * @throws NoJavaError when there is no JDK: the program is compiled as it starts
 */
export async function askLucene(
  titles: readonly GeneratedTitle[],
  queries: readonly Asked[],
  warmUp: number,
): Promise<LuceneAnswer[]> {
  const java = await findJdk()
  const jars = await jarsOfOpenSearch(() => undefined)
  const directory = await mkdtemp(path.join(os.tmpdir(), 'rentu-lucene-'))
  const [index, titleFile, questionFile] = ['index', 'titles', 'questions'].map((name) => path.join(directory, name))
  try {
    const lines = queries.flatMap((asked) => {
      const line = questionLine(asked.name, asked.query)
      return line === null ? [] : [{ asked, line }]
    })
    await pipeline(Readable.from(linesOf(titles)), createWriteStream(titleFile ?? ''))
    await writeFile(questionFile ?? '', lines.map(({ line }) => `${line}\n`).join(''))
    const files = [index ?? '', titleFile ?? '', questionFile ?? '', String(warmUp)]
    const { stdout } = await run(java, [MEMORY, '-cp', jars, PROGRAM, ...files], { maxBuffer: 64 * 1024 * 1024 })
    return stdout
      .trim()
      .split('\n')
      .flatMap((line, i) => {
        const [, microseconds, total] = line.split('\t')
        const asked = lines[i]?.asked
        return asked === undefined ? [] : [{ asked, ms: Number(microseconds) / 1000, total: Number(total) }]
      })
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

function* linesOf(titles: readonly GeneratedTitle[]): Generator<string> {
  for (const title of titles) yield `${titleLine(title)}\n`
}
