import type { Bilingual } from '../../domain/language'

interface Section {
  readonly entries: readonly { readonly phases: readonly string[] }[]
}

/** F1: what the guide shows in a phase. A section in which nothing is left is not shown. */
export function sectionsInPhase<S extends Section>(sections: readonly S[], phaseId: string): S[] {
  return sections
    .map((section) => ({
      ...section,
      entries: section.entries.filter(({ phases }) => phases.length === 0 || phases.includes(phaseId)),
    }))
    .filter((section) => section.entries.length > 0)
}

/** The guide changes when it is edited and when the phase is switched. */
export function guideChangedAt(sections: readonly { readonly updatedAt: Date }[], phaseSince: Date): Date {
  return sections.map(({ updatedAt }) => updatedAt).reduce((a, b) => (a > b ? a : b), phaseSince)
}

export interface GuideSectionDraft {
  readonly id: string
  readonly title: Bilingual
  readonly entries: readonly {
    readonly id: string
    readonly title: Bilingual
    /** Markdown. */
    readonly body: Bilingual
    readonly url?: string | undefined
    /** None: all phases. */
    readonly phases: readonly string[]
  }[]
}
