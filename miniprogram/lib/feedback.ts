import Taro from '@tarojs/taro'

/** A short word that goes by itself: something was done, or could not be. */
export function toast(text: string): void {
  void Taro.showToast({ title: text, icon: 'none', duration: 2400 })
}

/**
 * A question before something that cannot be undone. WeChat opens none whose buttons have more than four characters
 * (eight narrow ones): the words of `yes` and `no` have keys that end so, and a test measures them.
 */
export async function confirm(question: {
  readonly title: string
  readonly text: string
  readonly yes: string
  readonly no: string
}): Promise<boolean> {
  const answer = await Taro.showModal({
    title: question.title,
    content: question.text,
    confirmText: question.yes,
    cancelText: question.no,
    // WeChat's own dialog follows the phone's light and dark; the browser's is always light and green otherwise
    ...(process.env.TARO_ENV === 'h5' ? { confirmColor: '#0c5f5e' } : {}),
  })
  return answer.confirm
}

export async function copyText(text: string): Promise<void> {
  await Taro.setClipboardData({ data: text })
}
