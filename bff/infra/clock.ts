/** The only place on the server that asks what time it is; rules are told. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
