import { useState } from 'react'
import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Field } from '../../components/field/field'
import { Box } from '../../components/host/host'
import { Row } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Stack } from '../../components/section/section'
import { Sheet } from '../../components/sheet/sheet'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { errorText, text, useText } from '../../i18n/text'
import { toast } from '../../lib/feedback'
import { moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { useDecide, useSuggestionsToDecide, type Suggestion } from './purchase-suggestions.hooks'

/** What readers want the library to buy, the oldest first; never by whom. */
export function DecideScreen() {
  const t = useText()
  const waiting = useSuggestionsToDecide()
  const [declining, setDeclining] = useState<Suggestion>()
  return (
    <Screen
      title={t.suggestions.deskTitle}
      overlay={
        declining !== undefined && <DeclineSheet suggestion={declining} onClose={() => setDeclining(undefined)} />
      }
    >
      <Resource
        of={waiting}
        isEmpty={({ pages }) => pages[0]?.items.length === 0}
        empty={<Empty icon="done" title={t.suggestions.deskNone} />}
      >
        {({ pages }) => (
          <Stack>
            {pages.flatMap(({ items }) =>
              items.map((one) => <SuggestionCard key={one.id} suggestion={one} onDecline={() => setDeclining(one)} />),
            )}
          </Stack>
        )}
      </Resource>
      {waiting.hasNextPage && (
        <Button
          id="more-suggestions"
          kind="plain"
          text={t.common.more}
          busyText={waiting.isFetchingNextPage ? t.common.loading : undefined}
          onClick={() => void waiting.fetchNextPage()}
        />
      )}
    </Screen>
  )
}

const sayDecided = {
  onSuccess: () => toast(text().suggestions.decided),
  onError: (error: unknown) => toast(errorText(error, text())),
}

function SuggestionCard(props: { readonly suggestion: Suggestion; readonly onDecline: () => void }) {
  const { id, title, author, isbn, note, suggestedAt } = props.suggestion
  const t = useText()
  const now = useNow()
  const decide = useDecide()
  return (
    <Card id={`suggestion-${id}`}>
      <Stack>
        <Row
          icon="book"
          title={title}
          text={[author, isbn, moment(suggestedAt, now, t.time)].filter((x) => x !== undefined).join(' · ')}
        />
        {note !== undefined && <Box>{note}</Box>}
        <Button
          id={`accept-${id}`}
          kind="quiet"
          icon="check"
          text={t.suggestions.accept}
          label={t.suggestions.acceptOf(title)}
          busyText={decide.isPending ? t.common.sending : undefined}
          onClick={() => decide.mutate({ id, decision: 'accepted' }, sayDecided)}
        />
        <Button
          id={`decline-${id}`}
          kind="plain"
          icon="close"
          text={t.suggestions.decline}
          label={t.suggestions.declineOf(title)}
          onClick={props.onDecline}
        />
      </Stack>
    </Card>
  )
}

function DeclineSheet({ suggestion, onClose }: { readonly suggestion: Suggestion; readonly onClose: () => void }) {
  const t = useText()
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const decide = useDecide()
  const decline = () => {
    setIsTried(true)
    if (reason.trim() === '' || decide.isPending) return
    const { id } = suggestion
    decide.mutate({ id, decision: 'declined', reason: reason.trim() }, { ...sayDecided, onSettled: onClose })
  }
  return (
    <Sheet
      id="decline"
      title={t.suggestions.declineTitle}
      onClose={onClose}
      footer={
        <Button
          id="save-decline"
          wide
          text={t.suggestions.decline}
          busyText={decide.isPending ? t.common.sending : undefined}
          onClick={decline}
        />
      }
    >
      <Field
        id="decline-reason"
        label={suggestion.title}
        placeholder={t.suggestions.declineHint}
        value={reason}
        maxLength={300}
        problem={isTried && reason.trim() === '' ? t.suggestions.reasonNeeded : undefined}
        onChange={setReason}
      />
    </Sheet>
  )
}
