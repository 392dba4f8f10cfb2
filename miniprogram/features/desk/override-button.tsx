import { Button } from '../../components/button/button'
import { useText } from '../../i18n/text'
import type { Refusal, RefusalCode } from '../../lib/api-error'
import { confirm } from '../../lib/feedback'
import { overridableCodes } from './override'

/** Shown only to who may: passes over the refusals after a question, because it is kept on record (C1). */
export function OverrideButton(props: {
  readonly id: string
  readonly refusals: readonly Refusal[]
  /** What is done anyway; lending unless it is said. */
  readonly words?: { readonly ask: string; readonly title: string; readonly text: string; readonly askYes: string }
  readonly onOverride: (codes: readonly RefusalCode[]) => void
}) {
  const t = useText()
  const { override: ask, overrideTitle: title, overrideText, overrideYes: askYes } = t.desk
  const words = props.words ?? { ask, title, text: overrideText, askYes }
  const codes = overridableCodes(props.refusals)
  if (codes.length === 0) return null
  const question = async () => {
    const isSure = await confirm({
      title: words.title,
      text: words.text,
      yes: words.askYes,
      no: t.common.cancel,
    })
    if (isSure) props.onOverride(codes)
  }
  return <Button id={props.id} kind="quiet" text={words.ask} onClick={() => void question()} />
}
