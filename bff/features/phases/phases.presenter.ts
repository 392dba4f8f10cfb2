import type { z } from 'zod'
import type { getPhase } from '../../contract/guide'
import { inLanguage, type Bilingual, type Language } from '../../domain/language'

interface PhaseInForce {
  readonly id: string
  readonly name: Bilingual
  readonly banner: Bilingual | null
  readonly since: Date
}

export function presentPhase(phase: PhaseInForce, language: Language): z.infer<typeof getPhase.response> {
  return {
    id: phase.id,
    name: inLanguage(phase.name, language),
    ...(phase.banner ? { banner: inLanguage(phase.banner, language) } : {}),
    since: phase.since.toISOString(),
  }
}
