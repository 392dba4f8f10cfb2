import process from 'node:process'

type Proof = () => void | Promise<void>

export interface Promises {
  /** Keeps a promise of the product or says why not; what comes after it still runs. */
  keep(promise: string, proof: Proof): Promise<void>
  /** A story: once a promise is broken, those that build on it are broken too, at once. */
  story(): (promise: string, proof: Proof) => Promise<void>
  /** Prints the count, which is the suite's last line, and says whether all were kept. */
  report(): boolean
}

/** A run of named promises for the suites that drive a real app: `ok` or `not ok` for each as it is kept or broken. */
export function createPromises(): Promises {
  let passed = 0
  const broken: string[] = []

  async function isKept(promise: string, proof: Proof): Promise<boolean> {
    const started = performance.now()
    try {
      await proof()
      passed += 1
      print(`ok      ${promise} (${Math.round(performance.now() - started)} ms)`)
      return true
    } catch (error) {
      broken.push(promise)
      print(`not ok  ${promise}`)
      print(indented(error instanceof Error ? (error.stack ?? error.message) : String(error)))
      return false
    }
  }

  function story() {
    let isBroken = false
    return async (promise: string, proof: Proof) => {
      const asTold = () => {
        if (isBroken) throw new Error('the story had broken off before')
        return proof()
      }
      if (!(await isKept(promise, asTold))) isBroken = true
    }
  }

  function report(): boolean {
    if (broken.length > 0) print(`\nBroken:\n${broken.map((promise) => `  ${promise}`).join('\n')}`)
    print(`\n${passed} passed, ${broken.length} failed`)
    return broken.length === 0 && passed > 0
  }

  return {
    keep: async (promise, proof) => {
      await isKept(promise, proof)
    },
    story,
    report,
  }
}

const print = (line: string) => {
  process.stdout.write(`${line}\n`)
}

const indented = (text: string) =>
  text
    .split('\n')
    .slice(0, 14)
    .map((line) => `        ${line}`)
    .join('\n')

interface Patience {
  /** What is waited for, for the message. */
  readonly what: string
  readonly withinMs?: number
  /** Said when the waiting has been in vain: what there was instead. */
  readonly instead?: () => string
}

/**
 * Looks again and again until there is an answer.
 * @throws Error when there has been none within the time
 */
export async function until<T>(look: () => T | undefined | Promise<T | undefined>, patience: Patience): Promise<T> {
  const { what, withinMs = 15_000, instead } = patience
  const end = performance.now() + withinMs
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (performance.now() > end)
      throw new Error(
        `Waited ${withinMs} ms in vain for ${what}${instead === undefined ? '' : `; instead: ${instead()}`}`,
      )
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
