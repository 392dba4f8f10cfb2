import { AppError } from '../domain/app-error'

export type Release = () => void

/** First come, first served, per key, within this process. */
export function createKeyedLock() {
  const tails = new Map<string, Promise<void>>()

  /** @throws `service.busy` when the turn does not come within `timeoutMs`. */
  async function acquire(key: string, timeoutMs: number): Promise<Release> {
    const before = tails.get(key) ?? Promise.resolve()
    let release: Release = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const tail = before.then(() => held)
    tails.set(key, tail)
    void tail.then(() => {
      if (tails.get(key) === tail) tails.delete(key)
    })
    if (!(await inTime(before, timeoutMs))) {
      release()
      throw new AppError('service.busy')
    }
    return release
  }

  return { acquire }
}

async function inTime(turn: Promise<void>, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => {
      resolve(false)
    }, timeoutMs)
  })
  const came = await Promise.race([turn.then(() => true as const), tooLate])
  clearTimeout(timer)
  return came
}
