interface Waiting<T, R> {
  readonly item: T
  readonly resolve: (result: R) => void
  readonly reject: (error: unknown) => void
}

interface Options<T, R> {
  readonly size: number
  /** Works on several items at once, with a result for each in the same order. */
  readonly run: (items: readonly T[]) => Promise<readonly R[]>
}

/** Gathers what arrives while the group before it is being worked on: alone when it is quiet, together when it is busy. */
export function createGroup<T, R>({ size, run }: Options<T, R>) {
  const waiting: Waiting<T, R>[] = []
  let isRunning = false

  function add(item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!isRunning) void work()
    })
  }

  async function work(): Promise<void> {
    isRunning = true
    while (waiting.length > 0) {
      const group = waiting.splice(0, size)
      try {
        const results = await run(group.map(({ item }) => item))
        group.forEach(({ resolve, reject }, index) => {
          const result = results[index]
          if (result === undefined) reject(new Error('a group answers every item'))
          else resolve(result)
        })
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
    }
    isRunning = false
  }

  return { add }
}
