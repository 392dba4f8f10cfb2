import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../components/button/button'
import { Chip, Chips } from '../../components/chip/chip'
import { Box } from '../../components/host/host'
import { Rows } from '../../components/row/row'
import { Section } from '../../components/section/section'
import { ErrorState } from '../../components/state/error-state'
import { Resource } from '../../components/state/resource'
import { useText } from '../../i18n/text'
import { clearRecentSearches, forgetSearch, useRecentSearches } from './recent-searches'
import { TitleRow } from './title-row'
import { useNewTitles, usePopularTitles, type TitleSummary } from './titles.hooks'
import s from './titles.module.scss'

/** Before anything is typed: what was searched lately, what is new, and what others borrow. */
export function SearchStart({ onSearch }: { readonly onSearch: (q: string) => void }) {
  const t = useText()
  const recent = useRecentSearches()
  return (
    <>
      {recent.length === 0 ? (
        <Box className={s['hint']}>{t.titles.startText}</Box>
      ) : (
        <Recent recent={recent} onSearch={onSearch} />
      )}
      <Lists />
    </>
  )
}

function Lists() {
  const t = useText()
  const fresh = useNewTitles()
  const popular = usePopularTitles()
  // without a network neither came: that is said once
  if (hasFailed(fresh) && hasFailed(popular))
    return (
      <ErrorState
        error={fresh.error}
        onRetry={() => {
          void fresh.refetch()
          void popular.refetch()
        }}
      />
    )
  return (
    <>
      <TitleList id="new" title={t.titles.newTitles} of={fresh} />
      <TitleList id="popular" title={t.titles.popularTitles} of={popular} />
    </>
  )
}

const hasFailed = ({ data, error }: UseQueryResult) => data === undefined && error !== null

function Recent({ recent, onSearch }: { readonly recent: readonly string[]; readonly onSearch: (q: string) => void }) {
  const t = useText()
  const [isEditing, setIsEditing] = useState(false)
  return (
    <Section
      title={t.titles.recent}
      action={{
        id: 'edit-recent',
        text: isEditing ? t.titles.editRecentDone : t.titles.editRecent,
        onClick: () => setIsEditing(!isEditing),
      }}
    >
      <Chips wrap>
        {recent.map((q, n) =>
          isEditing ? (
            <Chip
              key={q}
              id={`forget-${n}`}
              icon="close"
              text={q}
              label={t.titles.removeRecent(q)}
              onClick={() => forgetSearch(q)}
            />
          ) : (
            <Chip key={q} id={`recent-${n}`} icon="history" text={q} onClick={() => onSearch(q)} />
          ),
        )}
        {isEditing && <Chip id="clear-recent" icon="trash" text={t.titles.clearRecent} onClick={clearRecentSearches} />}
      </Chips>
    </Section>
  )
}

/** So many at first: two lists fit one screen. */
const shown = 5

function TitleList(props: {
  readonly id: string
  readonly title: string
  readonly of: UseQueryResult<{ readonly items: readonly TitleSummary[] }>
}) {
  const { id, title, of } = props
  const t = useText()
  const [isWhole, setIsWhole] = useState(false)
  if (of.data?.items.length === 0) return null
  return (
    <Section title={title}>
      <Resource of={of}>
        {({ items }) => (
          <>
            <Rows id={`${id}-titles`}>
              {(isWhole ? items : items.slice(0, shown)).map((one) => (
                <TitleRow key={one.id} title={one} />
              ))}
            </Rows>
            {!isWhole && items.length > shown && (
              <Button
                id={`more-${id}`}
                kind="plain"
                text={t.common.more}
                label={t.titles.moreOf(title)}
                onClick={() => setIsWhole(true)}
              />
            )}
          </>
        )}
      </Resource>
    </Section>
  )
}
