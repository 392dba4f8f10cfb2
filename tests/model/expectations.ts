import { isDeepStrictEqual } from 'node:util'

/** Plain data, as JSON would tell it: the service's answers come from another realm of the test runner. */
export function expectSame(actual: unknown, expected: unknown, what = 'the service and the model'): void {
  const [left, right] = [actual, expected].map((value) => JSON.parse(JSON.stringify(value ?? null)) as unknown)
  if (!isDeepStrictEqual(left, right))
    throw new Error(`${what}: the service says ${JSON.stringify(left)}, the model ${JSON.stringify(right)}`)
}

export function expectTrue(isTrue: boolean, what: string): asserts isTrue {
  if (!isTrue) throw new Error(what)
}
