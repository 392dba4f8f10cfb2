// A thread begins with JavaScript; from here on it reads the sources as the service itself does.
import { register } from 'tsx/esm/api'

register()
await import('./merge-worker.ts')
