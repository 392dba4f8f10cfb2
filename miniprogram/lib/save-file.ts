import { copyText } from './feedback'

/** Gives the reader a text to keep: a browser saves it as a file; WeChat has no place for one, so there it is copied. */
export async function saveFile(name: string, text: string): Promise<'saved' | 'copied'> {
  if (process.env.TARO_ENV !== 'h5') {
    await copyText(text)
    return 'copied'
  }
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
  return 'saved'
}
