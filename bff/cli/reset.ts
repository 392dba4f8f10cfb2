import { runCommand } from './command'
import { seedIfEmpty, wipeDemo } from './seed-library'

/** `npm run reset`: throws the demo library away and seeds it anew, dated from now. */
await runCommand(async ({ app, env, progress }) => {
  await wipeDemo({ app, env })
  app.services.library.forget()
  await seedIfEmpty({ app, env, progress })
  progress('The demo library stands anew.')
  return 0
})
