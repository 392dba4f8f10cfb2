import { useState } from 'react'
import { Banner } from '../../components/banner/banner'
import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { Refusals } from '../../components/refusals/refusals'
import { Row, Rows } from '../../components/row/row'
import { Section, Stack } from '../../components/section/section'
import { Sheet } from '../../components/sheet/sheet'
import { Resource, type ResourceState } from '../../components/state/resource'
import { useText } from '../../i18n/text'
import type { RulesPreview } from './rules.hooks'
import { changeText, changeTitle } from './says'
import s from './rules.module.scss'

/** So many of one kind, and a few of them in words. */
export interface Touched {
  readonly id: string
  readonly title: string
  readonly count: number
  readonly examples: readonly { readonly id: string; readonly title: string; readonly text: string }[]
}

type Previewed = Pick<RulesPreview, 'refusals' | 'changes'>

/** Whom a change touches, before it holds: counts, examples, and what it does not do. */
export function PreviewSheet<T extends Previewed>(props: {
  readonly preview: ResourceState<T>
  readonly touchedBy: (preview: T) => readonly Touched[]
  readonly note: string
  readonly isApplying: boolean
  readonly onApply: () => void
  readonly onClose: () => void
}) {
  const { preview, touchedBy, note, isApplying, onApply, onClose } = props
  const t = useText()
  const mayApply = preview.data !== undefined && preview.data.refusals.length === 0
  return (
    <Sheet
      id="preview-sheet"
      title={t.rules.previewTitle}
      onClose={onClose}
      footer={
        <Button
          id="apply-change"
          wide
          icon="check"
          text={t.rules.apply}
          disabled={!mayApply}
          busyText={isApplying ? t.rules.applying : undefined}
          onClick={onApply}
        />
      }
    >
      <Resource of={preview}>
        {(data) => (
          <Stack>
            {data.refusals.length > 0 ? (
              <Refusals refusals={data.refusals} />
            ) : (
              <TouchedList touched={touchedBy(data)} note={note} />
            )}
            <Section title={t.rules.changes} isDense>
              <Changes changes={data.changes} />
            </Section>
          </Stack>
        )}
      </Resource>
    </Sheet>
  )
}

function TouchedList({ touched, note }: { readonly touched: readonly Touched[]; readonly note: string }) {
  const t = useText()
  const some = touched.filter(({ count }) => count > 0)
  return (
    <>
      {some.length === 0 && <Banner icon="done" tone="ok" title={t.rules.nobody} />}
      {some.map((one) => (
        <TouchedCard key={one.id} touched={one} />
      ))}
      <Banner icon="info" title={t.rules.notMoved} text={note} />
    </>
  )
}

function TouchedCard({ touched }: { readonly touched: Touched }) {
  const t = useText()
  const { id, title, count, examples } = touched
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Card id={`touched-${id}`}>
      <Box className={s['figure']}>{count}</Box>
      <Box className={s['line']}>{title}</Box>
      {examples.length > 0 && (
        <Button
          id={`examples-${id}`}
          kind="plain"
          text={isOpen ? t.rules.hideExamples : t.rules.examples(examples.length)}
          label={`${title} ${isOpen ? t.rules.hideExamples : t.rules.examples(examples.length)}`}
          onClick={() => setIsOpen(!isOpen)}
        />
      )}
      {isOpen && (
        <Rows>
          {examples.map((example) => (
            <Row key={example.id} title={example.title} text={example.text} />
          ))}
        </Rows>
      )}
    </Card>
  )
}

/** What differs, rule by rule. */
export function Changes({ changes }: { readonly changes: RulesPreview['changes'] }) {
  const t = useText()
  if (changes.length === 0) return <Box className={s['note']}>{t.rules.noChanges}</Box>
  return (
    <Rows>
      {changes.map((change) => {
        const title = changeTitle(change, t)
        return (
          <Box key={title} className={s['change']}>
            <Box className={s['cardTitle']}>{title}</Box>
            <Box className={s['line']}>{changeText(change, t)}</Box>
          </Box>
        )
      })}
    </Rows>
  )
}
