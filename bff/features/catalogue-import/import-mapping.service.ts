import { z } from 'zod'
import { holdingsMapping, type HoldingsMapping } from './holdings-mapping.rules'

/** Reads a mapping file. @throws Error that names every mistake */
export function parseMapping(text: string): HoldingsMapping {
  const parsed = holdingsMapping.safeParse(JSON.parse(text))
  if (!parsed.success) throw new Error(`The mapping file is not right:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}
