import { Rows } from '../../components/row/row'
import { Section } from '../../components/section/section'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { TitleRow } from './title-row'
import type { TitleDetail, TitleSummary } from './titles.hooks'

/** Other editions of the work, the rest of its series, and what is like it. */
export function TitleNeighbours({ title }: { readonly title: TitleDetail }) {
  const t = useText()
  const { editions, inSeries, related } = title
  const names = t.titlePage.searchFields
  return (
    <>
      <TitleList
        title={t.titlePage.editions}
        titles={editions}
        all={{
          id: 'all-editions',
          q: `${field(names.title, title.title)} ${field(names.author, title.authors[0])}`.trim(),
        }}
      />
      {inSeries !== undefined && (
        <TitleList
          title={t.titlePage.inSeries(inSeries.name)}
          titles={inSeries.items}
          all={{ id: 'all-series', q: field(names.series, inSeries.name) }}
        />
      )}
      <TitleList title={t.titles.related} titles={related} />
    </>
  )
}

/** The library tells so many of each; more of them are found by a search. */
const shown = 6

function TitleList(props: {
  readonly title: string
  readonly titles: readonly TitleSummary[]
  readonly all?: { readonly id: string; readonly q: string }
}) {
  const t = useText()
  const { title, titles, all } = props
  if (titles.length === 0) return null
  const hasMore = all !== undefined && titles.length >= shown
  return (
    <Section
      title={title}
      action={
        hasMore ? { id: all.id, text: t.titlePage.all, onClick: () => navigate('search', { q: all.q }) } : undefined
      }
    >
      <Rows>
        {titles.map((one) => (
          <TitleRow key={one.id} title={one} size="s" />
        ))}
      </Rows>
    </Section>
  )
}

/** As the search understands it; a quotation mark within would end the phrase. */
function field(name: string, words: string | undefined): string {
  const plain = words?.replace(/["“”]/g, ' ').trim() ?? ''
  return plain === '' ? '' : `${name}:"${plain}"`
}
