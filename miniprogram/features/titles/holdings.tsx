import { useState } from 'react'
import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Box, Span } from '../../components/host/host'
import { Section } from '../../components/section/section'
import { Tag } from '../../components/tag/tag'
import { useText } from '../../i18n/text'
import { relativeDay } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import type { TitleDetail } from './titles.hooks'
import s from './titles.module.scss'

type Copy = TitleDetail['holdings'][number]['copies'][number]

/** More copies of a branch than these are folded away. */
const shown = 4

/** Where the copies stand, branch by branch, with floor and call number: as one walks to the shelf. */
export function Holdings({ title }: { readonly title: TitleDetail }) {
  const t = useText()
  const { available, copies } = title.availability
  if (title.holdings.length === 0) return null
  return (
    <Section title={t.titles.copiesSection} note={t.titles.copiesText(available, copies)}>
      {title.holdings.map((holding) => (
        <BranchCopies key={holding.branch.id} branch={holding.branch.name} copies={holding.copies} />
      ))}
    </Section>
  )
}

function BranchCopies({ branch, copies }: { readonly branch: string; readonly copies: readonly Copy[] }) {
  const t = useText()
  const [isOpen, setIsOpen] = useState(false)
  const list = isOpen ? copies : copies.slice(0, shown)
  return (
    <Card>
      <Box className={s['branch']}>{branch}</Box>
      {list.map((copy) => (
        <CopyLine key={copy.id} copy={copy} />
      ))}
      {!isOpen && copies.length > shown && (
        <Button
          id={`all-copies-${copies[0]?.id ?? ''}`}
          kind="plain"
          icon="down"
          text={t.titles.showAllCopies(copies.length)}
          label={`${branch} ${t.titles.showAllCopies(copies.length)}`}
          onClick={() => setIsOpen(true)}
        />
      )}
    </Card>
  )
}

function CopyLine({ copy }: { readonly copy: Copy }) {
  const t = useText()
  const now = useNow()
  const isThere = copy.status === 'available'
  const status = t.titles.copyStatus[copy.status]
  return (
    <Box className={s['copy']}>
      <Box className={s['copyWords']}>
        <Box className={s['callNumber']}>
          {copy.part !== undefined && <Span className={s['part']}>{copy.part}</Span>}
          {copy.callNumber}
        </Box>
        <Box className={s['copyPlace']}>
          {copy.floor} {copy.area}
          {copy.loanType === 'normal' ? '' : ` · ${t.titles.loanTypes[copy.loanType]}`}
        </Box>
        {copy.dueAt !== undefined && (
          <Box className={s['copyPlace']}>{t.titles.due(relativeDay(copy.dueAt, now, t.time))}</Box>
        )}
      </Box>
      <Tag tone={isThere && copy.loanType !== 'reference_only' ? 'ok' : 'plain'} text={status} />
    </Box>
  )
}
