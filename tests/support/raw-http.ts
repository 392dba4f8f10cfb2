import { errorAnswer } from '../../bff/contract/common'
import type { TestApp } from './app'

export interface Asked {
  readonly method?: string
  readonly as?: string
  readonly body?: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
}

/** As bytes over the wire: what the typed client would not let one send. */
export async function askAt(
  { origin }: Pick<TestApp, 'origin'>,
  path: string,
  { method = 'GET', as, body, headers = {} }: Asked = {},
) {
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: {
      ...(as === undefined ? {} : { Authorization: `Bearer ${as}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text }
}

/** An error in the shape that every client relies on, without anything of our insides. */
export async function errorAt(test: Pick<TestApp, 'origin'>, path: string, asked: Asked = {}) {
  const { status, headers, text } = await askAt(test, path, asked)
  expect(text).not.toMatch(/node_modules|\.ts\b|stack|mongo|E11000|Error:|127\.0\.0\.1/i)
  const { error } = errorAnswer.parse(JSON.parse(text))
  expect(error.requestId).toBe(headers.get('X-Request-Id'))
  return { status, code: error.code, problems: pathsOf(error.details) }
}

function pathsOf(details: Record<string, unknown>): string[] {
  const problems = details['problems']
  return Array.isArray(problems) ? problems.map(({ path }: { path: string }) => path) : []
}

export const invalid = (...problems: string[]) => ({ status: 422, code: 'request.invalid', problems })
