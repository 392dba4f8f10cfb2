export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

/** Text in the library's languages; Chinese is the source. */
export interface Bilingual {
  readonly zh: string
  readonly en?: string | undefined
}

export function inLanguage(text: Bilingual, language: Language): string {
  return language === 'en' ? (text.en ?? text.zh) : text.zh
}
