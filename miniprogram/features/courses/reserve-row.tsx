import { BookRow } from '../../components/book-row/book-row'
import { Row } from '../../components/row/row'
import { Tag } from '../../components/tag/tag'
import { refusalText, useText, type Texts } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { openLink } from '../../lib/open-link'
import type { Reserve } from './courses.hooks'

/** A print reserve leads to its title and the booking; an electronic one opens, or says why not. */
export function ReserveRow({ reserve }: { readonly reserve: Reserve }) {
  return reserve.kind === 'print' && reserve.title !== undefined ? (
    <PrintRow reserve={reserve} title={reserve.title} />
  ) : (
    <LinkRow reserve={reserve} />
  )
}

type TitleOfReserve = NonNullable<Reserve['title']>

function PrintRow({ reserve, title }: { readonly reserve: Reserve; readonly title: TitleOfReserve }) {
  const t = useText()
  const { copies, available, queue } = title.availability
  const loanType =
    reserve.loanType === 'short'
      ? t.courses.short
      : reserve.loanType === 'reference_only'
        ? t.courses.referenceOnly
        : undefined
  return (
    <BookRow
      id={`reserve-${reserve.id}`}
      title={title.title}
      authors={title.authors}
      classNotation={title.class}
      text={reserve.note ?? factsOf(title, t)}
      onClick={() => navigate('title', { id: title.id })}
    >
      {copies === 0 && <Tag text={t.courses.noPrint} />}
      {available > 0 && <Tag tone="ok" icon="check" text={t.courses.available(available)} />}
      {copies > 0 && available === 0 && <Tag text={t.courses.allOut} />}
      {queue > 0 && <Tag icon="waiting" text={t.courses.queue(queue)} />}
      {loanType !== undefined && <Tag icon="clock" text={loanType} />}
    </BookRow>
  )
}

const factsOf = (title: TitleOfReserve, t: Texts) =>
  [title.authors.slice(0, 3).join(t.common.separator), title.publisher, title.year?.toString()]
    .filter((fact) => fact !== undefined && fact !== '')
    .join(' · ')

function LinkRow({ reserve }: { readonly reserve: Reserve }) {
  const t = useText()
  const { id, url, label, title, note, refusals } = reserve
  const name = label ?? title?.title ?? t.courses.electronic
  const refusal = refusals[0]
  if (url !== undefined)
    return (
      <Row
        id={`reserve-${id}`}
        icon={reserve.kind === 'link' ? 'link' : 'file'}
        title={name}
        text={note ?? (label === undefined ? t.courses.electronic : title?.title)}
        onClick={() => void openLink(url, t.courses.linkCopied)}
      />
    )
  return (
    <Row
      id={`reserve-${id}`}
      icon="lock"
      title={name}
      text={refusal === undefined ? note : refusalText(refusal, t)}
      trail={<Tag text={t.courses.locked} />}
    />
  )
}
