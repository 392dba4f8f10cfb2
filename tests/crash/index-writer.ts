import process from 'node:process'
import { createInProcessEngine } from '../../bff/infra/search/in-process-engine'
import { apply, batchOf } from './index-batches'

/** Goes on with the index of a directory, batch after batch, and says what it has stored; until it is killed. */
const [directory = ''] = process.argv.slice(2)
const engine = createInProcessEngine({ directory })
const place = await engine.restore('1')
for (let number = Number(place ?? 0) + 1; ; number++) {
  await apply(engine, batchOf(number))
  // most merges are under way while the next batch comes, and some while the index is being stored
  if (number % 3 !== 0) continue
  await engine.mark(String(number))
  process.stdout.write(`${String(number)}\n`)
}
