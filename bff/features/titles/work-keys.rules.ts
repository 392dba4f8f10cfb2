import { hasHan, onOneLine, readName } from './citation-names.rules'
import type { TitleRecord } from './titles.model'

/** One spelling for whatever is written differently and means the same: `infra/search/fold`. */
export type Fold = (text: string) => string

type Described = Pick<TitleRecord, 'title' | 'subtitle' | 'contributors' | 'publisher' | 'originalTitle' | 'language'>

export type WorkKeys = Required<Pick<TitleRecord, 'workKeys' | 'seriesKey'>>

/** Stored with every title, so that its other editions and its series are found by an index. */
export function workKeysOf(title: Described & Pick<TitleRecord, 'series'>, fold: Fold): WorkKeys {
  return {
    workKeys: [...editionKeysOf(title, fold), ...originalKeysOf(title, fold)],
    seriesKey: seriesKeyOf(title, fold),
  }
}

/** Editions of one work share title and first author, or the publisher where nobody is named. */
function editionKeysOf(title: Described, fold: Fold): string[] {
  const name = letters(withoutEdition(title.title), fold)
  const by = authorKey(title, fold) || letters(title.publisher ?? '', fold)
  return name === '' || by === '' ? [] : [`t:${name}:${by}`.slice(0, longestKey)]
}

/** A translation names its original; the original is a title by this name that is no translation. */
function originalKeysOf(title: Described, fold: Fold): string[] {
  const { originalTitle, language, title: own, subtitle } = title
  const names =
    originalTitle !== null
      ? [originalTitle, originalTitle.split(/\s*[:：]\s*/, 1)[0] ?? '']
      : language === 'chi'
        ? []
        : [own, `${own} ${subtitle ?? ''}`]
  const keys = names.map((name) => letters(withoutEdition(name), fold)).filter((key) => key !== '')
  return [...new Set(keys)].map((key) => `o:${key}`.slice(0, longestKey))
}

/** An index takes no endless keys, and no two works differ only so far behind. */
const longestKey = 160

/** `C` is not `C++`: what stays of a name are letters, digits and these two signs. */
function letters(text: string, fold: Fold): string {
  return fold(onOneLine(text)).replace(/[^\p{L}\p{M}\p{N}+#]+/gu, '')
}

const editionNote =
  /\s*(?:[(（[][^()（）[\]]*(?:版|\bed\.?|edition)[)）\]]|第\s*[\d一二三四五六七八九十]+\s*版|\d+(?:st|nd|rd|th) ed(?:\.|ition)?)\s*$/i

function withoutEdition(title: string): string {
  return title.replace(editionNote, '') || title
}

function firstAuthor({ contributors }: Pick<TitleRecord, 'contributors'>): string {
  const named = (role: string) => contributors.find((one) => one.role === role)?.name
  return named('author') ?? named('editor') ?? ''
}

function authorKey(title: Described, fold: Fold): string {
  return letters(readName(firstAuthor(title)).family, fold)
}

type Compared = Pick<TitleRecord, '_id' | 'contributors' | 'class' | 'workKeys'>

/**
 * Whether two titles that share a key are editions of one work. The title of an original alone says little
 * (`Microeconomics`): their authors have to agree too or, where one of them is written in Chinese letters and the other is
 * not, their subjects.
 */
export function isSameWork(title: Compared, other: Compared, fold: Fold): boolean {
  const shared = (title.workKeys ?? []).filter((key) => other.workKeys?.includes(key))
  if (shared.some((key) => key.startsWith('t:'))) return true
  if (shared.length === 0) return false
  const [mine, theirs] = [firstAuthor(title), firstAuthor(other)]
  if (mine === '' || theirs === '' || hasHan(mine) !== hasHan(theirs)) {
    return title.class?.charAt(0) === other.class?.charAt(0)
  }
  const [a, b] = [mine, theirs].map((name) => letters(readName(name).family, fold))
  return a !== undefined && b !== undefined && (a.includes(b) || b.includes(a))
}

/** Without the number that a title has in it: `甲骨文丛书 ; 12`, `Graduate texts in mathematics, 73`. */
export function seriesNameOf(series: string): string {
  const name = onOneLine(series)
    .split(/\s+[;；=]\s+|[；;]\s*/, 1)[0]
    ?.replace(
      /[\s,，.·]*(?:第\s*[\d一二三四五六七八九十]+\s*[卷册辑种集号]|(?:vol(?:ume)?|no|v|bd)\b\.?\s*\d+)\s*$/i,
      '',
    )
    .replace(/\s*[,，]\s*\d+\s*$/, '')
    .trim()
  return name === undefined || name === '' ? onOneLine(series) : name
}

function seriesKeyOf({ series }: Pick<TitleRecord, 'series'>, fold: Fold): string | null {
  return letters(seriesNameOf(series ?? ''), fold).slice(0, longestKey) || null
}
