import { useState } from 'react'
import { text } from '../../i18n/text'
import { hasCode } from '../../lib/api-error'
import { toast } from '../../lib/feedback'
import { sayProblem } from './editing'

/** Rules or hours as they hold, with the version that a change is made to. */
interface Versioned {
  readonly version: number
}

/** What becomes of a change once the library has answered. */
export interface Applying<InForce> {
  readonly onSuccess: (next: InForce) => void
  readonly onError: (error: unknown) => void
}

interface Undo<InForce> {
  readonly isPending: boolean
  readonly mutate: (version: number, then: Applying<InForce>) => void
}

interface Editing<InForce> {
  /** What was opened: a newer answer behind our back must not make the library think we have seen it. */
  readonly first: InForce
  readonly reload: () => Promise<InForce | undefined>
  readonly undo: Undo<InForce>
}

/** A change that does not hold yet: drafted, previewed, applied, overtaken by a colleague's, or the last one undone. */
export function useDraft<InForce extends Versioned, Draft>({ first, reload, undo }: Editing<InForce>) {
  const [base, setBase] = useState(first)
  const [draft, setDraft] = useState<Draft>()
  const [isPreviewing, setIsPreviewing] = useState(false)
  const [isOvertaken, setIsOvertaken] = useState(false)
  const settle = (next: InForce) => {
    setBase(next)
    setDraft(undefined)
    setIsOvertaken(false)
    setIsPreviewing(false)
  }
  const fail = (error: unknown) => {
    setIsPreviewing(false)
    if (hasCode(error, 'rules.stale') || hasCode(error, 'calendar.stale')) setIsOvertaken(true)
    else sayProblem(error)
  }
  return {
    base,
    draft,
    change: setDraft,
    discard: () => setDraft(undefined),
    isPreviewing,
    preview: () => setIsPreviewing(true),
    closePreview: () => setIsPreviewing(false),
    isOvertaken,
    isUndoing: undo.isPending,
    applying: {
      onSuccess: (next: InForce) => {
        toast(text().rules.applied)
        settle(next)
      },
      onError: fail,
    },
    undoLast: () =>
      undo.mutate(base.version, {
        onSuccess: (next) => {
          settle(next)
          toast(text().rules.undone)
        },
        onError: fail,
      }),
    loadTheirs: () => void reload().then((next) => next && settle(next)),
  }
}
