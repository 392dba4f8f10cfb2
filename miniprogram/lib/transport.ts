import Taro from '@tarojs/taro'
import { ApiError, type ApiErrorCode } from './api-error'
import { noteLibraryTime } from './library-clock'
import { noteNetwork } from './network'
import { getSettings } from './settings'
import { isRecord } from './storage'

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path and query below the API base. */
  readonly url: string
  readonly body?: unknown
  readonly contentType?: string | undefined
  readonly token?: string | undefined
  readonly idempotencyKey?: string | undefined
}

type Answer = Taro.request.SuccessCallbackResult<object>

const timeoutMs = 15_000

function headersOf(request: HttpRequest): Record<string, string> {
  return {
    Accept: 'application/json',
    'Accept-Language': getSettings().language === 'zh' ? 'zh-CN' : 'en',
    'X-Request-Id': randomId(),
    ...(request.body === undefined ? {} : { 'Content-Type': request.contentType ?? 'application/json' }),
    ...(request.token === undefined ? {} : { Authorization: `Bearer ${request.token}` }),
    ...(request.idempotencyKey === undefined ? {} : { 'Idempotency-Key': request.idempotencyKey }),
  }
}

/** Sends one request, once. @throws ApiError with the library's code, or `network.…` when there was no answer. */
export async function send(request: HttpRequest): Promise<unknown> {
  const body = request.body instanceof ArrayBuffer ? request.body : JSON.stringify(request.body)
  let answer: Answer
  try {
    answer = await Taro.request<object>({
      url: `${RENTU_API_BASE}/api${request.url}`,
      method: request.method,
      header: headersOf(request),
      timeout: timeoutMs,
      dataType: 'json',
      ...(request.body === undefined ? {} : { data: body }),
    })
  } catch (error) {
    const isTimeout = /timeout|abort/i.test(isRecord(error) ? String(error['errMsg'] ?? error['message']) : '')
    if (!isTimeout) noteNetwork(false)
    throw new ApiError({ code: isTimeout ? 'network.timeout' : 'network.offline', status: 0 })
  }
  noteNetwork(true)
  noteLibraryTime(answer.header)
  if (answer.statusCode >= 200 && answer.statusCode < 300) return answer.data
  throw errorOf(answer)
}

function errorOf({ statusCode, data, header }: Answer): ApiError {
  const error = isRecord(data) && isRecord(data['error']) ? data['error'] : undefined
  const retryAfter = Number(header['retry-after'] ?? header['Retry-After'])
  const retryAfterMs = Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter * 1000 : undefined
  if (error === undefined || typeof error['code'] !== 'string')
    return new ApiError({ code: 'network.bad_answer', status: statusCode, retryAfterMs })
  return new ApiError({
    // parsed border: a code this version of the app does not know has a message of its own (i18n/messages.ts)
    code: error['code'] as ApiErrorCode,
    status: statusCode,
    details: isRecord(error['details']) ? error['details'] : {},
    requestId: typeof error['requestId'] === 'string' ? error['requestId'] : undefined,
    retryAfterMs,
  })
}

/** Where an image of the library is: the answers carry paths, WeChat needs the whole address. */
export const absoluteUrl = (url: string) => (url.startsWith('/') ? RENTU_API_BASE + url : url)

/** 128 random bits in hex. WeChat has no `crypto`; these name a request, they guard nothing. */
export function randomId(): string {
  const part = () =>
    Math.floor(Math.random() * 0x100000000)
      .toString(16)
      .padStart(8, '0')
  return part() + part() + part() + part()
}
