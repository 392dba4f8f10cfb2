import { Box } from '../../components/host/host'
import { Icon } from '../../components/icon/icon'
import { errorText, refusalText, useText, type Texts } from '../../i18n/text'
import { refusalsOf, type Refusal } from '../../lib/api-error'
import s from './desk.module.scss'

/** Why not, as one says it at the desk: about the reader, each with what to do (C1). */
export function DeskRefusals({ refusals }: { readonly refusals: readonly Refusal[] }) {
  const t = useText()
  return (
    <Box className={s['refusals']}>
      {refusals.map((refusal) => (
        <Box key={refusal.code} className={s['refusal']}>
          <Icon name="refused" size="s" />
          <Box>
            {deskReason(refusal, t)}
            {refusal.remedy !== undefined && <Box className={s['advice']}>{deskAdvice(refusal.remedy, t)}</Box>}
          </Box>
        </Box>
      ))}
    </Box>
  )
}

function deskReason(refusal: Refusal, t: Texts): string {
  const known: Partial<Record<string, string>> = t.desk.refusals
  return known[refusal.code] ?? refusalText(refusal, t)
}

function deskAdvice(remedy: NonNullable<Refusal['remedy']>, t: Texts): string {
  const known: Partial<Record<string, string>> = t.desk.remedies
  return known[remedy] ?? t.remedies[remedy]
}

/** All reasons of a failed call in one line, for the log. */
export function deskProblem(error: unknown, t: Texts): string {
  const refusals = refusalsOf(error)
  return refusals.length === 0
    ? errorText(error, t)
    : refusals.map((refusal) => deskReason(refusal, t)).join(t.common.separator)
}

/** What the desk can do about a failed call, where the library says so. */
export function deskAdviceOn(error: unknown, t: Texts): string | undefined {
  const remedy = refusalsOf(error).find((refusal) => refusal.remedy !== undefined)?.remedy
  return remedy === undefined ? undefined : deskAdvice(remedy, t)
}
