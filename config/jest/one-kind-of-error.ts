/**
 * jest runs each test file in a world of its own, with an `Error` of its own, while Node's errors (a missing file, a
 * refused connection) come from the world outside: `error instanceof Error` would be false in tests and true in
 * production. Here an error is an error, wherever it was made. Subclasses decide as usual.
 */
import { types } from 'node:util'

const here = Error

Object.defineProperty(here, Symbol.hasInstance, {
  value(this: unknown, value: unknown) {
    if (this === here && types.isNativeError(value)) return true
    return Function.prototype[Symbol.hasInstance].call(this, value)
  },
})
