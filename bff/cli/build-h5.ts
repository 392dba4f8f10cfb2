/** `npm run build:h5`: the app for browsers, as `npm start` would build it. */
import { buildAppIfChanged } from './build-app'

try {
  await buildAppIfChanged({ progress: (line) => console.log(line) })
  console.log('dist/h5 is up to date')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
