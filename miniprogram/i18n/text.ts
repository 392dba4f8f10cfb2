import { ApiError, type Refusal } from '../lib/api-error'
import { getSettings, useSettings, type Language } from '../lib/settings'
import { en } from './en'
import { zhCn, type Texts } from './zh-cn'

export type { Texts }

const languages: Record<Language, Texts> = { zh: zhCn, en }

/** The words of the reader's language: `const t = useText()`, then `t.home.title`. */
export function useText(): Texts {
  return languages[useSettings().language]
}

/** Outside a component: toasts after an answer. */
export function text(): Texts {
  return languages[getSettings().language]
}

/** A sentence for whatever was thrown; codes of a newer library get the general one. */
export function errorText(error: unknown, t: Texts): string {
  if (!(error instanceof ApiError)) return t.unknownProblem
  const known: Partial<Record<string, string>> = t.errors
  return known[error.code] ?? t.unknownProblem
}

export function refusalText({ code }: Pick<Refusal, 'code'>, t: Texts): string {
  const known: Partial<Record<string, string>> = t.refusals
  return known[code] ?? t.unknownProblem
}
