import type { Block } from '../../contract/markdown'
import { AppError } from '../../domain/app-error'
import { inLanguage, type Language } from '../../domain/language'
import type { Clock } from '../../infra/clock'
import { createMemo } from '../../infra/memo'
import { parseMarkdown } from '../../infra/markdown'
import { safeUrl } from '../../infra/markdown-links'
import { afterCommit, transaction } from '../../infra/transaction'
import type { Phase, PhasesService } from '../phases/phases.service'
import type { GuideEntryRecord, GuideSectionRecord } from './guide.model'
import * as queries from './guide.queries'
import { guideChangedAt, sectionsInPhase, type GuideSectionDraft } from './guide.rules'

interface Deps {
  readonly clock: Clock
  readonly phases: PhasesService
}

export interface Guide {
  readonly phase: Phase
  readonly updatedAt: Date
  readonly sections: readonly GuideSectionRecord[]
}

export type GuideService = ReturnType<typeof createGuideService>

/** The one-stop guide (资源服务指南): sections whose entries follow the phase in force. */
export function createGuideService(deps: Deps) {
  const memo = createMemo(deps.clock, 1000, queries.readGuideSections)

  async function read(): Promise<Guide> {
    const phase = await deps.phases.current()
    const sections = sectionsInPhase(await memo.get(), phase.id)
    return { phase, sections, updatedAt: guideChangedAt(sections, phase.since) }
  }

  /**
   * Writes the whole guide anew, in the order given.
   * @throws `request.invalid` for an entry that leads to an address which may not be followed
   */
  async function replace(sections: readonly GuideSectionDraft[], updatedAt: Date = deps.clock.now()): Promise<void> {
    const records = sections.map((section, order) => recordOf(section, order, updatedAt))
    await transaction(() => queries.replaceGuideSections(records))
    afterCommit(memo.forget)
  }

  /** The text of an entry as the app draws it. */
  function blocksOf(entry: GuideEntryRecord, language: Language): readonly Block[] {
    return parseMarkdown(inLanguage(entry.body, language))
  }

  return { read, replace, blocksOf }
}

function recordOf({ id, title, entries }: GuideSectionDraft, order: number, updatedAt: Date): GuideSectionRecord {
  return { _id: id, title, order, updatedAt, entries: entries.map((entry) => entryOf(entry)) }
}

function entryOf(entry: GuideSectionDraft['entries'][number]): GuideEntryRecord {
  const { id, title, body, url = null, phases } = entry
  if (url !== null && safeUrl(url) === null) {
    throw new AppError('request.invalid', { problems: [{ path: `entries.${id}.url`, message: 'not an address' }] })
  }
  return { id, title, body, url, phases: [...phases] }
}
