import { copyText } from './feedback'

type Outcome = 'shared' | 'copied'

/** Hands a text to whatever the phone can send it with; where there is nothing, it is copied. */
export function shareText(text: string): Promise<Outcome> {
  return shareOrCopy({ text }, text)
}

/** The same for a screen of the app, which opens by the link. WeChat sends its pages by itself. */
export function shareLink({ title, path }: { readonly title: string; readonly path: string }): Promise<Outcome> {
  const url = process.env.TARO_ENV === 'h5' ? `${window.location.origin}${path}` : path
  return shareOrCopy({ title, url }, url)
}

async function shareOrCopy(data: ShareData, copy: string): Promise<Outcome> {
  if (process.env.TARO_ENV === 'h5' && 'share' in navigator) {
    try {
      await navigator.share(data)
      return 'shared'
    } catch (error) {
      // closed without choosing: that is an answer
      if (error instanceof DOMException && error.name === 'AbortError') return 'shared'
    }
  }
  await copyText(copy)
  return 'copied'
}
