import { runCommand } from './command'
import { seedIfEmpty } from './seed-library'

/** `npm run seed`: fills an empty database with the demo library; a database that holds something stays as it is. */
await runCommand(async ({ app, env, progress }) => {
  const isSeeded = await seedIfEmpty({ app, env, progress })
  progress(
    isSeeded
      ? 'The demo library stands.'
      : 'The database is not empty: nothing was changed (npm run reset starts anew).',
  )
  return 0
})
