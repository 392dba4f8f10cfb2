import { Button } from '../../components/button/button'
import { useText } from '../../i18n/text'
import type { Refusal, RefusalCode } from '../../lib/api-error'
import { confirm } from '../../lib/feedback'
import { overridableCodes } from './override'

/** Shown only to who may: passes over the refusals after a question, because it is kept on record (C1). */
export function OverrideButton(props: {
  readonly id: string
  readonly refusals: readonly Refusal[]
  readonly onOverride: (codes: readonly RefusalCode[]) => void
}) {
  const t = useText()
  const codes = overridableCodes(props.refusals)
  if (codes.length === 0) return null
  const ask = async () => {
    const isSure = await confirm({
      title: t.desk.overrideTitle,
      text: t.desk.overrideText,
      yes: t.desk.overrideYes,
      no: t.common.cancel,
    })
    if (isSure) props.onOverride(codes)
  }
  return <Button id={props.id} kind="quiet" text={t.desk.override} onClick={() => void ask()} />
}
