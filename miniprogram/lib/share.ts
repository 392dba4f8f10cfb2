import { copyText } from './feedback'

/** Hands a text to whatever the phone can send it with; where there is nothing, it is copied. */
export async function shareText(text: string): Promise<'shared' | 'copied'> {
  if (process.env.TARO_ENV === 'h5' && 'share' in navigator) {
    try {
      await navigator.share({ text })
      return 'shared'
    } catch (error) {
      // closed without choosing: that is an answer
      if (error instanceof DOMException && error.name === 'AbortError') return 'shared'
    }
  }
  await copyText(text)
  return 'copied'
}
