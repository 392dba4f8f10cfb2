import { z } from 'zod'
import { endpoint } from './endpoint'

export const getLiveness = endpoint({
  method: 'GET',
  path: '/health/live',
  audience: 'public',
  summary: 'The process answers',
  response: z.object({ status: z.literal('ok') }),
})

export const getReadiness = endpoint({
  method: 'GET',
  path: '/health/ready',
  audience: 'public',
  summary: '200 only with database and search index usable, else 503 with what is missing',
  errors: ['service.database_away', 'service.search_away', 'service.starting'],
  response: z.object({
    status: z.literal('ok'),
    checks: z.object({ database: z.literal('ok'), search: z.literal('ok') }),
  }),
})
