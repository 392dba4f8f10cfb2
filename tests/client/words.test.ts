import { en } from '../../miniprogram/i18n/en'

test('an English reader meets no Chinese, but for the name of the language', () => {
  const words = JSON.stringify(en).replaceAll('中文', '')
  expect(words).not.toMatch(/\p{Script=Han}/u)
})
