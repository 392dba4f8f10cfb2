import { labelOfLanguage } from '../../bff/features/titles/titles-labels.presenter'

test.each([
  ['chi', '中文', 'Chinese'],
  ['ita', '意大利语', 'Italian'],
  ['grc', '古希腊语', 'Ancient Greek'],
  ['mul', '多语种', 'Multiple languages'],
  ['und', '未注明', 'Not stated'],
])('the language code %s has words', (code, zh, en) => {
  expect([labelOfLanguage(code, 'zh'), labelOfLanguage(code, 'en')]).toEqual([zh, en])
})

test.each(['qqq', 'xx1', '', 'Chinese', '|||'])('a code that nobody knows is never shown: "%s"', (code) => {
  expect([labelOfLanguage(code, 'zh'), labelOfLanguage(code, 'en')]).toEqual(['其他语种', 'Another language'])
})

test('every MARC code of the languages that libraries here hold has words', () => {
  const codes =
    'ara cze dan dut eng fin fre ger gre heb hin hun ind jpn kor lat may mon nor per pol por rum rus san spa swe tha tib tur uig ukr vie'
  const without = codes.split(' ').filter((code) => labelOfLanguage(code, 'zh') === '其他语种')
  expect(without).toEqual([])
})
