import { z } from 'zod'
import { AppError } from '../domain/app-error'

const codeAnswer = z.object({
  openid: z.string().min(1).optional(),
  errcode: z.number().optional(),
})

interface WeChatOptions {
  readonly apiBase: string
  readonly appid: string
  readonly secret: string
  /** How long a sign-in waits for WeChat. */
  readonly timeoutMs?: number
}

export interface WeChat {
  /** Exchanges the code of `wx.login` for the openid. @throws `auth.invalid_credentials`, `auth.unavailable` */
  openidOf(code: string): Promise<string>
}

/** WeChat answers 200 with an `errcode` when it refuses; 40029 is a bad code, 45011 and -1 pass by themselves. */
export function createWeChat(options: WeChatOptions): WeChat {
  async function openidOf(code: string): Promise<string> {
    const url = new URL('/sns/jscode2session', options.apiBase)
    url.search = new URLSearchParams({
      appid: options.appid,
      secret: options.secret,
      js_code: code,
      grant_type: 'authorization_code',
    }).toString()
    const answer = codeAnswer.safeParse(await getJson(url, options.timeoutMs ?? 5000))
    if (!answer.success) throw new AppError('auth.unavailable')
    if (answer.data.openid) return answer.data.openid
    if (answer.data.errcode === 40029 || answer.data.errcode === 40163) throw new AppError('auth.invalid_credentials')
    throw new AppError('auth.unavailable')
  }

  return { openidOf }
}

async function getJson(url: URL, timeoutMs: number): Promise<unknown> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
    return await response.json()
  } catch {
    // the reason may carry the secret in its URL: it goes nowhere
    throw new AppError('auth.unavailable')
  }
}
