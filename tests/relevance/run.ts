import { createDemoCatalogue } from './demo-catalogue'
import { readJudgedSet } from './judged-set'
import { figuresByKind, figuresOf, judge, unequalInOtherScripts, type Figures, type Outcome } from './measure'

/**
 * `npm run relevance`: how well the demo library answers what readers ask. Exit 1 when too little comes first, or when a
 * query finds other titles in another script.
 */
const promised = { at1: 0.9, at10: 0.98 }

const catalogue = await createDemoCatalogue()
const outcomes: Outcome[] = []
const unequal: string[] = []
for (const query of readJudgedSet()) {
  outcomes.push(await judge(catalogue, query))
  for (const text of await unequalInOtherScripts(catalogue, query)) unequal.push(`${query.text} ≠ ${text}`)
}

const say = (line: string) => process.stdout.write(`${line}\n`)
const widest = Math.max(...outcomes.map(({ query }) => query.kind.length))
const row = (name: string, { queries, at1, at10, meanReciprocalRank }: Figures) => {
  const figures = [at1, at10, meanReciprocalRank].map((figure) => figure.toFixed(3).padStart(11))
  say(`${name.padEnd(widest)}${String(queries).padStart(9)}${figures.join('')}`)
}

say(
  `${'kind'.padEnd(widest)}${['queries'.padStart(9), 'success@1', 'success@10', 'MRR']
    .map((name) => name.padStart(11))
    .join('')
    .slice(2)}`,
)
for (const [kind, figures] of figuresByKind(outcomes)) row(kind, figures)
const total = figuresOf(outcomes)
row('all', total)

const misses = outcomes.filter(({ place }) => place !== 1)
if (misses.length > 0) say('\nNot on top:')
for (const { query, place, total: hits, correction, first } of misses) {
  const where = place === 0 ? 'not there' : `place ${place}`
  const corrected = correction === undefined ? '' : `, corrected to “${correction}”`
  say(`  [${query.kind}] ${query.text} → ${query.wanted}: ${where} of ${hits}${corrected}`)
  say(`      ${first.join(' | ') || 'nothing'}`)
}
for (const pair of unequal) say(`  other titles in another script: ${pair}`)

const isKept = total.at1 >= promised.at1 && total.at10 >= promised.at10 && unequal.length === 0
say(
  `\n${isKept ? 'kept' : 'BROKEN'}: success@1 ≥ ${promised.at1}, success@10 ≥ ${promised.at10}, equal in every script`,
)
process.exitCode = isKept ? 0 : 1
