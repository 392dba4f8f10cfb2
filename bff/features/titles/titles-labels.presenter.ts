import type { Language } from '../../domain/language'

/** 中图法 top classes, in reader's words. */
const classes: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  A: ['马克思主义', 'Marxism'],
  B: ['哲学、宗教', 'Philosophy, religion'],
  C: ['社会科学总论', 'Social sciences'],
  D: ['政治、法律', 'Politics, law'],
  E: ['军事', 'Military science'],
  F: ['经济', 'Economics'],
  G: ['文化、教育、体育', 'Culture, education, sports'],
  H: ['语言、文字', 'Languages'],
  I: ['文学', 'Literature'],
  J: ['艺术', 'Arts'],
  K: ['历史、地理', 'History, geography'],
  N: ['自然科学总论', 'Natural sciences'],
  O: ['数理科学和化学', 'Mathematics, physics, chemistry'],
  P: ['天文学、地球科学', 'Astronomy, earth sciences'],
  Q: ['生物科学', 'Biology'],
  R: ['医药、卫生', 'Medicine'],
  S: ['农业科学', 'Agriculture'],
  T: ['工业技术', 'Technology'],
  U: ['交通运输', 'Transport'],
  V: ['航空、航天', 'Aerospace'],
  X: ['环境、安全科学', 'Environment, safety'],
  Z: ['综合性图书', 'General works'],
}

/** As libraries call them here; all others as ICU has them. */
const tongues: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  chi: ['中文', 'Chinese'],
  eng: ['英文', 'English'],
  jpn: ['日文', 'Japanese'],
  ger: ['德文', 'German'],
  fre: ['法文', 'French'],
  rus: ['俄文', 'Russian'],
  spa: ['西班牙文', 'Spanish'],
  kor: ['韩文', 'Korean'],
  und: ['未注明', 'Not stated'],
}
const otherTongue = ['其他语种', 'Another language'] as const

const forms: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  book: ['图书', 'Book'],
  ebook: ['电子书', 'E-book'],
  journal: ['期刊', 'Journal'],
  thesis: ['学位论文', 'Thesis'],
  score: ['乐谱', 'Score'],
  audiovisual: ['音像', 'Audiovisual'],
}

export const labelOfClass = labelFrom(classes)
export const labelOfForm = labelFrom(forms)

const names = {
  zh: new Intl.DisplayNames(['zh-Hans'], { type: 'language', fallback: 'none' }),
  en: new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }),
}

/** Of a MARC language code, which are those of ISO 639-2/B. Never the code itself: readers do not know it. */
export function labelOfLanguage(code: string, language: Language): string {
  const n = language === 'en' ? 1 : 0
  const isCode = /^[a-z]{3}$/.test(code)
  return tongues[code]?.[n] ?? (isCode ? names[language].of(code) : undefined) ?? otherTongue[n]
}

/** A value without a label of its own is shown as it is. */
function labelFrom(table: Readonly<Record<string, readonly [zh: string, en: string]>>) {
  return (value: string, language: Language): string => table[value]?.[language === 'en' ? 1 : 0] ?? value
}
