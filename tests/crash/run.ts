import process from 'node:process'
import { createPromises } from '../support/promises'
import { killCirculation } from './circulation'
import { killImports } from './imports'
import { killIndexWriter } from './stored-index'

/**
 * `npm run test:crash`: processes are killed at random moments, and nothing that had been done is lost. Some by name:
 * `npm run test:crash -- imports`.
 */
const seed = Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000)
const suites = { circulation: killCirculation, imports: killImports, 'stored-index': killIndexWriter }

async function run(): Promise<boolean> {
  const named = process.argv.slice(2)
  console.log(`seed ${seed} (CRASH_SEED tells the same again)`)
  const promises = createPromises()
  for (const [name, kill] of Object.entries(suites)) {
    if (named.length === 0 || named.includes(name)) await kill(promises, seed)
  }
  return promises.report()
}

run().then(
  (isGood) => process.exit(isGood ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    console.log('\n0 passed, 1 failed')
    process.exit(1)
  },
)
