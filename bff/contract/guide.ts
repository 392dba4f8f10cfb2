import { z } from 'zod'
import { endpoint } from './endpoint'
import { id, instant, named } from './common'
import { block } from './markdown'

export const getGuide = endpoint({
  method: 'GET',
  path: '/guide',
  audience: 'public',
  summary: 'The one-stop guide (资源服务指南) of the phase in force',
  response: z.object({
    phase: named,
    updatedAt: instant,
    sections: z.array(
      z.object({
        id,
        title: z.string(),
        entries: z.array(z.object({ id, title: z.string(), body: z.array(block), url: z.string().optional() })),
      }),
    ),
  }),
})

export const getPhase = endpoint({
  method: 'GET',
  path: '/phase',
  audience: 'public',
  summary: 'The phase in force',
  response: z.object({
    ...named.shape,
    /** One sentence for the banner; absent on ordinary days. */
    banner: z.string().optional(),
    since: instant,
  }),
})
