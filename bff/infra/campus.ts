import { z } from 'zod'
import { AppError } from '../domain/app-error'

const answerSchema = z.object({
  serviceResponse: z.object({
    authenticationSuccess: z.object({ user: z.string().min(1) }).optional(),
  }),
})

export interface Campus {
  /** The reader number that a CAS ticket proves; null when it proves nothing. @throws `auth.unavailable` */
  numberOf(ticket: string, service: string): Promise<string | null>
}

/** CAS 3.0 `serviceValidate`, asked for JSON. */
export function createCampus(casUrl: string): Campus {
  async function numberOf(ticket: string, service: string): Promise<string | null> {
    const url = new URL(`${casUrl}/p3/serviceValidate`)
    url.search = new URLSearchParams({ ticket, service, format: 'JSON' }).toString()
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5000), redirect: 'error' })
      const answer = answerSchema.parse(await response.json())
      return answer.serviceResponse.authenticationSuccess?.user ?? null
    } catch {
      throw new AppError('auth.unavailable')
    }
  }

  return { numberOf }
}
