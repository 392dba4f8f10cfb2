import { useState } from 'react'
import { Banner } from '../../components/banner/banner'
import { Button } from '../../components/button/button'
import { Field } from '../../components/field/field'
import { Refusals } from '../../components/refusals/refusals'
import { Row, Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Section, Stack } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { Tag } from '../../components/tag/tag'
import { errorText, useText } from '../../i18n/text'
import { refusalsOf } from '../../lib/api-error'
import { navigate } from '../../lib/navigation'
import { useIsReader } from '../../lib/session'
import { moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { useSuggest, useSuggestions, type Suggestion } from './purchase-suggestions.hooks'

/** The title of the catalogue of which more copies are wanted; none: one that the library does not have. */
export interface Wanted {
  readonly titleId: string
  readonly title: string
}

/** What was looked for and not found. */
export interface Typed {
  readonly title: string
  readonly isbn: string
}

interface SuggestionsProps {
  readonly wanted: Wanted | undefined
  readonly typed?: Typed
}

const nothingTyped: Typed = { title: '', isbn: '' }

/** 荐购: what the library should buy, and what became of what I suggested. */
export function SuggestionsScreen({ wanted, typed = nothingTyped }: SuggestionsProps) {
  const t = useText()
  const isReader = useIsReader()
  return (
    <Screen title={t.suggestions.title}>
      {isReader ? (
        <Stack>
          <SuggestForm wanted={wanted} typed={typed} />
          <Mine />
        </Stack>
      ) : (
        <Empty icon="plus" title={t.suggestions.title} text={t.suggestions.entryText}>
          <Button id="go-sign-in" icon="sign-in" text={t.common.signIn} onClick={() => navigate('signIn')} />
        </Empty>
      )}
    </Screen>
  )
}

function SuggestForm({ wanted, typed }: Required<SuggestionsProps>) {
  const t = useText()
  const [title, setTitle] = useState(typed.title)
  const [author, setAuthor] = useState('')
  const [isbn, setIsbn] = useState(typed.isbn)
  const [note, setNote] = useState('')
  const [isTried, setIsTried] = useState(false)
  const suggest = useSuggest()
  const refusals = refusalsOf(suggest.error)
  const isUnnamed = wanted === undefined && title.trim() === ''
  const send = () => {
    setIsTried(true)
    if (isUnnamed || suggest.isPending) return
    suggest.mutate(wanted === undefined ? { title, author, isbn, note } : { titleId: wanted.titleId, note })
  }
  if (suggest.isSuccess) return <Banner id="suggested" icon="done" tone="ok" title={t.suggestions.sent} />
  return (
    <Stack>
      {wanted === undefined ? (
        <>
          <Field
            id="suggest-title"
            label={t.suggestions.which}
            placeholder={t.suggestions.which}
            value={title}
            maxLength={300}
            problem={isTried && isUnnamed ? t.suggestions.nameNeeded : undefined}
            onChange={setTitle}
          />
          <Field
            id="suggest-author"
            label={t.suggestions.author}
            placeholder={t.suggestions.author}
            value={author}
            maxLength={200}
            onChange={setAuthor}
          />
          <Field
            id="suggest-isbn"
            label={t.suggestions.isbn}
            placeholder="978…"
            value={isbn}
            maxLength={20}
            onChange={setIsbn}
          />
        </>
      ) : (
        <Banner icon="book" title={t.suggestions.moreCopies(wanted.title)} />
      )}
      <Field
        id="suggest-note"
        label={t.suggestions.note}
        placeholder={t.suggestions.noteHint}
        value={note}
        maxLength={500}
        long
        onChange={setNote}
      />
      {refusals.length > 0 && <Refusals refusals={refusals.map(({ remedy: _, ...refusal }) => refusal)} />}
      {suggest.isError && refusals.length === 0 && (
        <Banner icon="refused" tone="danger" title={errorText(suggest.error, t)} />
      )}
      <Button
        id="send-suggestion"
        wide
        text={t.suggestions.send}
        busyText={suggest.isPending ? t.common.sending : undefined}
        onClick={send}
      />
    </Stack>
  )
}

const tones = { submitted: 'plain', accepted: 'ok', declined: 'warm' } as const satisfies Record<
  Suggestion['status'],
  string
>

function Mine() {
  const t = useText()
  const now = useNow()
  const mine = useSuggestions()
  return (
    <Section title={t.suggestions.mine}>
      <Resource
        of={mine}
        isEmpty={({ pages }) => pages[0]?.items.length === 0}
        empty={<Empty icon="plus" title={t.suggestions.none} />}
      >
        {({ pages }) => (
          <Rows id="my-suggestions">
            {pages.flatMap(({ items }) =>
              items.map(({ id, title, author, status, reason, suggestedAt }) => (
                <Row
                  key={id}
                  icon="book"
                  title={title}
                  text={[author, moment(suggestedAt, now, t.time), reason].filter((x) => x !== undefined).join(' · ')}
                  trail={<Tag tone={tones[status]} text={t.suggestions.statuses[status]} />}
                />
              )),
            )}
          </Rows>
        )}
      </Resource>
      {mine.hasNextPage && (
        <Button
          id="more-suggestions"
          kind="plain"
          text={t.common.more}
          busyText={mine.isFetchingNextPage ? t.common.loading : undefined}
          onClick={() => void mine.fetchNextPage()}
        />
      )}
    </Section>
  )
}
