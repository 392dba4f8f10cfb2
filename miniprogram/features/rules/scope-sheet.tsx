import { useState } from 'react'
import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { Stack } from '../../components/section/section'
import { Sheet } from '../../components/sheet/sheet'
import { useText } from '../../i18n/text'
import { ChoiceChips } from './field-sheet'
import { draftedIn, type Drafted } from './drafted'
import type { Rules, RulesInForce } from './rules.hooks'
import { aboutOne, aboutRule, linesOf } from './says'
import {
  choicesOf,
  dimensionsOf,
  freeScopes,
  holdingFor,
  optionsIn,
  settle,
  strongerThan,
  type Dimension,
  type Scope,
  type ScopedPart,
} from './scopes'
import s from './rules.module.scss'

/** Whom a new rule is for: only what has no rule of its own yet. Says what holds there now, and what would outweigh it. */
export function ScopeSheet(props: {
  readonly part: ScopedPart
  readonly rules: Rules
  readonly branches: RulesInForce['branches']
  readonly onChoose: (scope: Scope) => void
  readonly onClose: () => void
}) {
  const { part, rules, branches, onChoose, onClose } = props
  const t = useText()
  const free = freeScopes(part, rules, choicesOf(part, branches, t))
  const [wished, setWished] = useState<Scope>({})
  const scope = settle(part, free, wished)
  if (scope === undefined) return null
  const dimensions: readonly Dimension[] = dimensionsOf[part]
  return (
    <Sheet
      id="scope-sheet"
      title={t.rules.addTitles[part]}
      onClose={onClose}
      footer={<Button id="choose-scope" wide text={t.rules.next} onClick={() => onChoose(scope)} />}
    >
      <Stack>
        {dimensions.map((dimension) => {
          const options = optionsIn(part, free, { scope, dimension })
          return (
            <ChoiceChips
              key={dimension}
              name={`scope-${dimension}`}
              label={t.rules.dimensions[dimension]}
              value={scope[dimension] ?? any}
              options={options.map((option) => ({
                value: option[dimension] ?? any,
                text: aboutOne(dimension, option, { branches, t }),
              }))}
              onChoose={(value) => {
                const to = options.find((option) => (option[dimension] ?? any) === value)
                if (to !== undefined) setWished({ ...wished, [dimension]: to[dimension] })
              }}
            />
          )
        })}
        <Holding part={part} rules={rules} branches={branches} scope={scope} />
      </Stack>
    </Sheet>
  )
}

const any = 'any'

/** What holds for the scope while it has no rule of its own, and what goes on holding within it. */
function Holding(props: {
  readonly part: ScopedPart
  readonly rules: Rules
  readonly branches: RulesInForce['branches']
  readonly scope: Scope
}) {
  const { part, rules, branches, scope } = props
  const t = useText()
  const about = (rule: Scope) => aboutRule(part, rule, { branches, t })
  const known: readonly Scope[] = rules[part]
  const holding = holdingFor(part, known, scope)
  const like: Drafted | undefined = draftedIn(rules, part).find(({ rule }) => rule === holding)
  const stronger = strongerThan(part, known, scope)
  return (
    <>
      {holding !== undefined && like !== undefined && (
        <Card id="holding-now" tone="sunk">
          <Box className={s['label']}>{t.rules.holdingNow}</Box>
          <Box className={s['cardTitle']}>{about(holding)}</Box>
          {linesOf(like, t).map((line) => (
            <Box key={line} className={s['line']}>
              {line}
            </Box>
          ))}
        </Card>
      )}
      {stronger.length > 0 && (
        <Box id="stronger-rules" className={s['note']}>
          {t.rules.stronger(stronger.map(about).join(t.common.separator))}
        </Box>
      )}
    </>
  )
}
