import Taro from '@tarojs/taro'

const prefix = 'rentu.'

/**
 * Reads what an earlier start of the app stored; `undefined` where there is nothing or it cannot be read.
 * The caller says what it must look like: an older version of the app may have written it.
 */
export function readStored<T>(key: string, isValid: (value: unknown) => value is T): T | undefined {
  try {
    const text: unknown = Taro.getStorageSync(prefix + key)
    if (typeof text !== 'string' || text === '') return undefined
    const value: unknown = JSON.parse(text)
    return isValid(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Keeps a value on the phone. A full or forbidden storage loses the value, never the screen. @returns whether it is kept */
export function store(key: string, value: unknown): boolean {
  try {
    Taro.setStorageSync(prefix + key, JSON.stringify(value))
    return true
  } catch {
    // private windows and full phones: the app works on, without memory
    return false
  }
}

export function forget(key: string): void {
  try {
    Taro.removeStorageSync(prefix + key)
  } catch {
    // nothing was stored either
  }
}

/** For `isValid`: an object whose fields are looked at one by one. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
