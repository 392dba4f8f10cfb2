import { en } from '../../miniprogram/i18n/en'
import { zhCn } from '../../miniprogram/i18n/zh-cn'

test('an English reader meets no Chinese, but for the name of the language', () => {
  const words = JSON.stringify(en).replaceAll('中文', '')
  expect(words).not.toMatch(/\p{Script=Han}/u)
})

test('the answers of every question fit the button that WeChat gives them: four characters, eight narrow ones', () => {
  const tooWide = Object.entries({ zh: zhCn, en }).flatMap(([language, words]) =>
    wordsOf(words)
      .filter(({ key }) => /[a-z](?:Yes|No)$/.test(key))
      .filter(({ text }) => text.replaceAll(/[^\u0020-\u007e]/g, 'aa').length > 8)
      .map(({ key, text }) => `${language} ${key}: ${text}`),
  )
  expect(tooWide).toEqual([])
  expect(wordsOf(zhCn).filter(({ key }) => key.endsWith('Yes')).length).toBeGreaterThan(5)
})

function wordsOf(words: object): { key: string; text: string }[] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === 'string') return [{ key, text: value }]
    return typeof value === 'object' && value !== null ? wordsOf(value) : []
  })
}
