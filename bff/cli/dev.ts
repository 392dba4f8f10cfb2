/**
 * `npm run dev`: the service and the app, each reloading when its sources change. The app's server passes what is not
 * its own on to the service (see devServer in config/index.ts). When one of the two ends, both do.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..', '..')
const bin = (...parts: string[]) => path.join(root, 'node_modules', ...parts)

function run(name: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit' })
  child.once('exit', (code, by) => {
    if (!ending) console.log(`${name} has ended (${by ?? `code ${String(code)}`})`)
    end(code ?? 0)
  })
  return child
}

let ending = false

/**
 * Asks the others to end, once: asked twice, tsx kills the service, which would leave its requests undrained and its
 * database running.
 */
function end(code: number, isKnownToAll = false): void {
  if (ending) return
  ending = true
  process.exitCode = code
  if (isKnownToAll) return
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
}

const children = [
  run('The service', [bin('tsx', 'dist', 'cli.mjs'), 'watch', '--clear-screen=false', 'bff/main.ts'], {
    RENTU_APP_FROM_DEV_SERVER: '1',
  }),
  run('The app', [bin('@tarojs', 'cli', 'bin', 'taro'), 'build', '--type', 'h5', '--watch'], {
    NODE_ENV: 'development',
  }),
]

// Ctrl-C at the terminal reaches all three by itself
process.on('SIGINT', () => end(0, process.stdin.isTTY))
process.on('SIGTERM', () => end(0))
