import { runCommand } from './command'

/** `npm run reindex`: checks that the whole catalogue can be indexed, then asks every running instance to do so. */
await runCommand(async ({ app, progress }) => {
  await app.services.catalogue.restore()
  const count = await app.services.catalogue.build((done) => {
    progress(`indexed ${done} titles`)
  })
  await app.services.library.askForReindex()
  process.stdout.write(`${count} titles indexed.\n`)
  return 0
})
