import { pino, type Logger } from 'pino'

export type { Logger }

/** Structured logs on standard error; no personal data, no tokens. */
export function createLogger(level: string): Logger {
  return pino(
    { level, base: null, redact: { paths: ['*.token', '*.refreshToken', '*.authorization', '*.pass'], censor: '…' } },
    pino.destination({ fd: 2, sync: false }),
  )
}
