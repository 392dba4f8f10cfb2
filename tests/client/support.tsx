import { QueryClientProvider } from '@tanstack/react-query'
import Taro from '@tarojs/taro'
import { render } from '@testing-library/react'
import type { ReactElement } from 'react'
import { queryClient } from '../../miniprogram/lib/query-client'
import { endSession, keepSession, type Session } from '../../miniprogram/lib/session'
import { changeSettings } from '../../miniprogram/lib/settings'

/** What the app sent, as the library would see it. */
export interface Sent {
  readonly method: string
  readonly url: string
  readonly header: Readonly<Record<string, string>>
  readonly body: unknown
}

interface Answer {
  readonly status?: number
  readonly body?: unknown
  /** No answer at all: what the phone reports instead. */
  readonly failure?: string
  readonly header?: Readonly<Record<string, string>>
  /** Answers only when this settles. */
  readonly after?: Promise<unknown>
}

type Library = (sent: Sent) => Answer

export const sent: Sent[] = []

/** Lets a library answer the app's requests; `sent` tells what it was asked. */
export function answerWith(library: Library): void {
  jest.mocked(Taro.request).mockImplementation((async (options: Record<string, unknown>) => {
    const request: Sent = {
      method: String(options['method']),
      url: String(options['url']),
      // parsed border: the app's transport always sends headers of text
      header: options['header'] as Record<string, string>,
      body: typeof options['data'] === 'string' ? JSON.parse(options['data']) : undefined,
    }
    sent.push(request)
    const { status = 200, body = {}, failure, header = {}, after } = library(request)
    await after
    if (failure !== undefined) return rejected(failure)
    return { statusCode: status, data: body, header, errMsg: 'request:ok', cookies: [] }
    // cast: Taro.request returns a task that can be aborted; the app uses the promise only
  }) as unknown as typeof Taro.request)
}

/** As the phone rejects: with an `errMsg`. */
function rejected(errMsg: string): Promise<never> {
  return Promise.reject(Object.assign(new Error(errMsg), { errMsg }))
}

export const refusedWith = (code: string, details: object = {}, status = 422): Answer => ({
  status,
  body: { error: { code, details, requestId: 'req-1' } },
})

export const offline: Answer = { failure: 'request:fail' }

export function sessionOf(token: string): Session {
  return {
    token,
    expiresAt: '2026-12-01T00:00:00Z',
    refreshToken: `refresh-${token}`,
    me: {
      account: '2023010001',
      name: '林晓',
      role: 'reader',
      reader: {
        number: '2023010001',
        name: '林晓',
        category: 'undergraduate',
        cardExpiresOn: '2027-07-15',
        blocks: [],
      },
      permissions: [],
      allowedActions: ['book'],
    },
  }
}

/** The phone of a reader who is signed in. */
export function signInReader(): void {
  keepSession(sessionOf('token-1'))
}

/** A phone as new: nobody signed in, nothing asked, Chinese. */
export function freshPhone(): void {
  endSession()
  queryClient.clear()
  sent.length = 0
  changeSettings({ language: 'zh', appearance: 'system', textSize: 'normal' })
}

export function renderScreen(screen: ReactElement) {
  return render(<QueryClientProvider client={queryClient}>{screen}</QueryClientProvider>)
}
