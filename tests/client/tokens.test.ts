import { readFileSync } from 'node:fs'
import path from 'node:path'

const source = readFileSync(path.resolve(__dirname, '../../miniprogram/styles/tokens.scss'), 'utf8')

function tokensOf(mixin: string): Map<string, string> {
  const body = new RegExp(`@mixin ${mixin} \\{([^}]*)\\}`).exec(source)?.[1] ?? ''
  return new Map([...body.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name = '', colour = '']) => [name, colour]))
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['paper', 'surface', 'sunk']
const pairs = [
  ...['ink', 'ink-soft', 'ink-faint', 'accent', 'warm', 'danger', 'ok'].flatMap((ink) =>
    grounds.map((ground) => [ink, ground] as const),
  ),
  ...['accent', 'warm', 'danger', 'ok'].flatMap(
    (tone) =>
      [
        [tone, `${tone}-soft`],
        ['ink', `${tone}-soft`],
        ['ink-soft', `${tone}-soft`],
      ] as const,
  ),
  ['ink-faint', 'warm-soft'] as const,
  ['on-accent', 'accent'] as const,
  ['on-warm', 'warm'] as const,
  ['label-ink', 'label-paper'] as const,
]

describe.each(['light', 'dark'])('in the %s', (mixin) => {
  const tokens = tokensOf(mixin)
  test.each(pairs)('%s can be read on %s', (ink, ground) => {
    expect(contrast(tokens.get(ink) ?? '#000000', tokens.get(ground) ?? '#000000')).toBeGreaterThanOrEqual(4.5)
  })
})

test('white titles can be read on the cover of every class', () => {
  const covers = readFileSync(path.resolve(__dirname, '../../miniprogram/components/cover/cover.module.scss'), 'utf8')
  const hues = [...covers.matchAll(/'[A-Z]': (#[0-9a-f]{6})/g)].map(([, hue = '']) => hue)
  expect(hues).toHaveLength(22)
  expect(Math.min(...hues.map((hue) => contrast('#ffffff', hue)))).toBeGreaterThanOrEqual(4.5)
})
