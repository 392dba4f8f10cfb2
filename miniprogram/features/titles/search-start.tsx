import { Chip, Chips } from '../../components/chip/chip'
import { Box } from '../../components/host/host'
import { Rows } from '../../components/row/row'
import { Section } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { useText } from '../../i18n/text'
import { clearRecentSearches, useRecentSearches } from './recent-searches'
import { TitleRow } from './title-row'
import { useNewTitles } from './titles.hooks'
import s from './titles.module.scss'

/** Before anything is typed: what was searched lately, and what is new. */
export function SearchStart({ onSearch }: { readonly onSearch: (q: string) => void }) {
  const t = useText()
  const recent = useRecentSearches()
  const arrivals = useNewTitles()
  return (
    <>
      {recent.length === 0 ? (
        <Box className={s['hint']}>{t.titles.startText}</Box>
      ) : (
        <Section
          title={t.titles.recent}
          action={{ id: 'clear-recent', text: t.titles.clearRecent, onClick: clearRecentSearches }}
        >
          <Chips wrap>
            {recent.map((q, n) => (
              <Chip key={q} id={`recent-${n}`} icon="history" text={q} onClick={() => onSearch(q)} />
            ))}
          </Chips>
        </Section>
      )}
      <Section title={t.titles.newTitles}>
        <Resource of={arrivals}>
          {({ items }) => (
            <Rows>
              {items.map((title) => (
                <TitleRow key={title.id} title={title} />
              ))}
            </Rows>
          )}
        </Resource>
      </Section>
    </>
  )
}
