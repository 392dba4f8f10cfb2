import Taro from '@tarojs/taro'
import { createStore, useStore } from './store'
import { isRecord, readStored, store } from './storage'

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]
export const appearances = ['system', 'light', 'dark'] as const
export type Appearance = (typeof appearances)[number]
export const textSizes = ['normal', 'large'] as const
export type TextSize = (typeof textSizes)[number]

export interface Settings {
  readonly language: Language
  readonly appearance: Appearance
  readonly textSize: TextSize
}

const isOneOf = <T extends string>(values: readonly T[], value: unknown): value is T =>
  values.some((candidate) => candidate === value)

function isSettings(value: unknown): value is Settings {
  return (
    isRecord(value) &&
    isOneOf(languages, value['language']) &&
    isOneOf(appearances, value['appearance']) &&
    isOneOf(textSizes, value['textSize'])
  )
}

/** Chinese unless the phone speaks another language: it is a Chinese library. */
function languageOfPhone(): Language {
  try {
    const language = process.env.TARO_ENV === 'h5' ? navigator.language : Taro.getAppBaseInfo().language
    return language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
  } catch {
    return 'zh'
  }
}

const settings = createStore<Settings>(
  readStored('settings', isSettings) ?? { language: languageOfPhone(), appearance: 'system', textSize: 'normal' },
)

export const getSettings = settings.get
export const onSettingsChange = settings.subscribe

export function useSettings(): Settings {
  return useStore(settings)
}

export function changeSettings(change: Partial<Settings>): void {
  const next = { ...settings.get(), ...change }
  settings.set(next)
  store('settings', next)
}

/** The classes that carry the reader's appearance and text size (styles/tokens.scss). */
export function settingsClasses({ appearance, textSize }: Settings): string {
  return `theme-${appearance} text-${textSize}`
}
