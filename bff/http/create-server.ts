import { randomUUID } from 'node:crypto'
import {
  createServer,
  maxHeaderSize,
  STATUS_CODES,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { Duplex } from 'node:stream'
import { errorStatus } from '../contract/errors'
import { AppError } from '../domain/app-error'

/** The server of an app, not yet listening. */
export function createHttpServer(handle: RequestListener): Server {
  const answers = new WeakMap<Duplex, ServerResponse>()
  const server = createServer((request, response) => {
    answers.set(request.socket, response)
    handle(request, response)
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const answer = answers.get(socket)
    const isMidAnswer = answer?.headersSent === true && !answer.writableEnded
    if (!socket.writable || isMidAnswer || error.code === 'ECONNRESET') socket.destroy()
    else socket.end(refusalOf(error))
  })
  return server
}

/** What is no HTTP never reaches the app; it is answered in the same shape all the same. */
function refusalOf(error: NodeJS.ErrnoException): string {
  const { code, details } =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? new AppError('request.too_large', { maxBytes: maxHeaderSize })
      : new AppError('request.invalid', { problems: [{ path: '', message: 'not HTTP' }] })
  const requestId = randomUUID()
  const body = JSON.stringify({ error: { code, details, requestId } })
  const status = errorStatus[code]
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    `X-Request-Id: ${requestId}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n')
}
