import { createApp, type App } from '../app'
import { EnvError, readEnv, type Env } from '../env'
import { systemClock } from '../infra/clock'
import { createLogger } from '../infra/logger'
import { keptSecret } from '../infra/secret'
import { openDatabase } from './database'

interface Command {
  readonly env: Env
  readonly app: App
  readonly progress: (line: string) => void
}

/** Runs a command on the database of this environment, whether or not the service is running, and leaves it as it was. */
export async function runCommand(work: (command: Command) => Promise<number>): Promise<void> {
  const progress = (line: string) => {
    process.stderr.write(`${line}\n`)
  }
  try {
    const env = readEnv()
    const database = await openDatabase(env, progress)
    try {
      const secret = env.SESSION_SECRET ?? (await keptSecret(env.DATA_DIR))
      const app = createApp({
        env,
        clock: systemClock,
        logger: createLogger('warn'),
        secret,
        wechat: null,
        campus: null,
        channels: [],
        appRoot: null,
      })
      process.exitCode = await work({ env, app, progress })
    } finally {
      await database.close()
    }
  } catch (error) {
    progress(error instanceof EnvError || error instanceof Error ? error.message : String(error))
    process.exitCode = 2
  }
}
