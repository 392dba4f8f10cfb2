import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { Section } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { useText } from '../../i18n/text'
import { moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { Changes } from './preview-sheet'
import { useRuleHistory } from './rules.hooks'
import s from './rules.module.scss'

/** Who changed rules and calendars, when and what; the newest first. */
export function History() {
  const t = useText()
  const now = useNow()
  const history = useRuleHistory()
  return (
    <Section title={t.rules.history}>
      <Resource
        of={history}
        isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)}
        empty={<Box className={s['note']}>{t.rules.noHistory}</Box>}
      >
        {({ pages }) => (
          <>
            {pages
              .flatMap(({ items }) => items)
              .map(({ id, at, by, action, branch, changes }) => (
                <Card key={id}>
                  <Box className={s['cardTitle']}>{t.rules.lastChange(by.name, moment(at, now, t.time))}</Box>
                  <Box className={s['note']}>
                    {[t.rules.actions[action], branch?.name].filter((word) => word !== undefined).join(' · ')}
                  </Box>
                  <Changes changes={changes} />
                </Card>
              ))}
            {history.hasNextPage && (
              <Button
                id="more-history"
                kind="plain"
                text={t.common.more}
                busyText={history.isFetchingNextPage ? t.common.loading : undefined}
                onClick={() => void history.fetchNextPage()}
              />
            )}
          </>
        )}
      </Resource>
    </Section>
  )
}
