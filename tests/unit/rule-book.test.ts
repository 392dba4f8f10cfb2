import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The numbered rules of circulation: how many each group has. */
const groups = { B: 17, V: 4, P: 3, L: 6, C: 1, D: 3, X: 1 }

const tests = path.resolve(__dirname, '..')

const titles = readdirSync(tests, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') || file.endsWith('.test.tsx') || file.includes('-story'))
  .map((file) => readFileSync(path.join(tests, file), 'utf8'))
  .flatMap((source) => [...source.matchAll(/(?:describe|it|test|keep)(?:\.each\([^)]*\))?\(\s*(['"`])(.*?)\1/gs)])
  .map(([, , title]) => title ?? '')

const rules = Object.entries(groups).flatMap(([group, count]) =>
  Array.from({ length: count }, (_, n) => `${group}${String(n + 1)}`),
)

test.each(rules)('rule %s has a test that names it', (rule) => {
  expect(titles.filter((title) => new RegExp(`\\b${rule}\\b`).test(title))).not.toEqual([])
})
