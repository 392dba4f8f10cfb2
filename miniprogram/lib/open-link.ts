import Taro from '@tarojs/taro'
import { copyText, toast } from './feedback'
import { openPath } from './navigation'

/** Opens a page outside the app. WeChat opens none: there the address is copied, and the reader told so. */
export async function openLink(url: string, copiedText: string): Promise<void> {
  if (process.env.TARO_ENV === 'h5') {
    window.open(url, '_blank', 'noopener')
    return
  }
  await copyText(url)
  toast(copiedText)
}

/** A link in a text of the library: a screen of the app, a phone number, an address or a page outside. */
export async function openTextLink(url: string, copiedText: string): Promise<void> {
  if (url.startsWith('/') && openPath(url)) return
  if (url.startsWith('tel:')) {
    await Taro.makePhoneCall({ phoneNumber: url.slice('tel:'.length) }).catch(() => undefined) // the reader hung up
    return
  }
  if (url.startsWith('mailto:') && process.env.TARO_ENV === 'h5') {
    window.location.href = url
    return
  }
  await openLink(url.replace(/^mailto:/, ''), copiedText)
}
