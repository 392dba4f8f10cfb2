import type { z } from 'zod'
import type { getGuide } from '../../contract/guide'
import type { Block } from '../../contract/markdown'
import { inLanguage, type Bilingual, type Language } from '../../domain/language'
import type { GuideEntryRecord, GuideSectionRecord } from './guide.model'

interface GuideInForce {
  readonly phase: { readonly id: string; readonly name: Bilingual }
  readonly updatedAt: Date
  readonly sections: readonly GuideSectionRecord[]
}

interface View {
  readonly language: Language
  readonly blocksOf: (entry: GuideEntryRecord, language: Language) => readonly Block[]
}

export function presentGuide(guide: GuideInForce, view: View): z.infer<typeof getGuide.response> {
  const text = (texts: Bilingual) => inLanguage(texts, view.language)
  return {
    phase: { id: guide.phase.id, name: text(guide.phase.name) },
    updatedAt: guide.updatedAt.toISOString(),
    sections: guide.sections.map((section) => ({
      id: section._id,
      title: text(section.title),
      entries: section.entries.map((entry) => ({
        id: entry.id,
        title: text(entry.title),
        body: [...view.blocksOf(entry, view.language)],
        ...(entry.url === null ? {} : { url: entry.url }),
      })),
    })),
  }
}
