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
  readonly words?: { readonly ask: string; readonly title: string; readonly text: string }
  readonly onOverride: (codes: readonly RefusalCode[]) => void
}) {
  const t = useText()
  const { override, overrideTitle, overrideText } = t.desk
  const words = props.words ?? { ask: override, title: overrideTitle, text: overrideText }
  const codes = overridableCodes(props.refusals)
  if (codes.length === 0) return null
  const ask = async () => {
    const isSure = await confirm({
      title: words.title,
      text: words.text,
      yes: words.ask,
      no: t.common.cancel,
    })
    if (isSure) props.onOverride(codes)
  }
  return <Button id={props.id} kind="quiet" text={words.ask} onClick={() => void ask()} />
}
