import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { NoJavaError } from './jars'
import { startSearchServer } from './start-search-server'

/*
 * What both search engines promise, run over a real OpenSearch server: one that is started here, or the one whose address
 * stands in SEARCH_TEST_URL. Its last line counts the tests. Where no server can be started it says why and ends with 3.
 */
const PROMISES =
  'tests/unit/search/(finding|facets|ranking|suggest|keeping-up|query-syntax|read-otherwise|oracle)|tests/open-search/'
const NO_SERVER = 3

async function run(): Promise<number> {
  const given = process.env['SEARCH_TEST_URL']
  const server =
    given === undefined
      ? await startSearchServer({ isShortLived: true })
      : { url: given, stop: () => Promise.resolve() }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.stop().then(() => process.exit(1)))
  }
  try {
    return await runTests(server.url)
  } finally {
    await server.stop()
  }
}

const counts = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
})

async function runTests(url: string): Promise<number> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'rentu-open-search-'))
  const results = path.join(directory, 'results.json')
  const what = ['--selectProjects', 'unit', 'open-search', '--testPathPatterns', PROMISES]
  // a server that has just started compiles while it answers
  const how = ['--testTimeout', '60000', '--json', '--outputFile', results]
  const jest = ['node_modules/jest/bin/jest.js', '--config', 'config/jest.config.cjs']
  const tests = spawn(process.execPath, [...jest, ...what, ...how], {
    env: { ...process.env, SEARCH_TEST_URL: url },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await new Promise((resolve) => tests.once('exit', resolve))
  const counted = counts.parse(JSON.parse(await readFile(results, 'utf8')))
  await rm(directory, { recursive: true, force: true })
  const failed = counted.numFailedTests + counted.numRuntimeErrorTestSuites
  console.log(`\n${counted.numPassedTests} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

run().then(
  (code) => process.exit(code),
  (error: unknown) => {
    if (error instanceof NoJavaError) {
      console.log(`Not run: no OpenSearch server can be started here. ${error.message}`)
      process.exit(NO_SERVER)
    }
    console.error(error)
    console.log('\n0 passed, 1 failed')
    process.exit(1)
  },
)
