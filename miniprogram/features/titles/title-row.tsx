import { BookRow } from '../../components/book-row/book-row'
import { Tag } from '../../components/tag/tag'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import type { TitleSummary } from './titles.hooks'

/** A title in a list: is it there, and can I have it now? */
export function TitleRow({ title, size = 'm' }: { readonly title: TitleSummary; readonly size?: 's' | 'm' }) {
  const t = useText()
  const facts = [title.authors.slice(0, 3).join(t.common.separator), title.publisher, title.year?.toString()]
  return (
    <BookRow
      id={`title-${title.id}`}
      size={size}
      title={title.subtitle === undefined ? title.title : `${title.title}：${title.subtitle}`}
      authors={title.authors}
      classNotation={title.class}
      text={facts.filter((fact) => fact !== undefined && fact !== '').join(' · ')}
      onClick={() => navigate('title', { id: title.id })}
    >
      <Availability title={title} />
    </BookRow>
  )
}

function Availability({ title: { availability } }: { readonly title: TitleSummary }) {
  const t = useText()
  const { copies, available, queue } = availability
  return (
    <>
      {copies === 0 && <Tag text={t.titles.noPrint} />}
      {available > 0 && <Tag tone="ok" icon="check" text={t.titles.available(available)} />}
      {copies > 0 && available === 0 && <Tag text={t.titles.allOut} />}
      {queue > 0 && <Tag icon="waiting" text={t.titles.queue(queue)} />}
    </>
  )
}
