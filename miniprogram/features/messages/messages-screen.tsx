import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { Screen } from '../../components/screen/screen'
import { Stack } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { Tag } from '../../components/tag/tag'
import { useText, type Texts } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { deadline, moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { useMessages, useReadMessage, type Message } from './messages.hooks'
import s from './messages.module.scss'

/** What the library has told me, newest first. Opening one marks it read. */
export function MessagesScreen() {
  const t = useText()
  const messages = useMessages()
  const isNone = (data: NonNullable<typeof messages.data>) => data.pages.every(({ items }) => items.length === 0)
  return (
    <Screen title={t.messages.title}>
      <Resource
        of={messages}
        isEmpty={isNone}
        empty={<Empty icon="inbox" title={t.messages.none} text={t.messages.noneText} />}
      >
        {({ pages }) => (
          <Stack>
            {pages.flatMap(({ items }) => items.map((message) => <MessageCard key={message.id} message={message} />))}
            {messages.hasNextPage && (
              <Button
                id="more-messages"
                kind="plain"
                text={t.common.more}
                busyText={messages.isFetchingNextPage ? t.common.loading : undefined}
                onClick={() => void messages.fetchNextPage()}
              />
            )}
          </Stack>
        )}
      </Resource>
    </Screen>
  )
}

function MessageCard({ message }: { readonly message: Message }) {
  const t = useText()
  const now = useNow()
  const read = useReadMessage()
  const isUnread = message.readAt === undefined && !read.isSuccess
  return (
    <Card
      id={`message-${message.id}`}
      onClick={() => {
        if (isUnread) read.mutate(message.id)
        if (message.visitId !== undefined) navigate('visit', { id: message.visitId })
        if (message.bookingId !== undefined) navigate('booking', { id: message.bookingId })
        else if (message.template === 'purchase_accepted' || message.template === 'purchase_declined')
          navigate('suggestions')
        else if (message.loanId !== undefined) navigate('bookings', { view: 'loans' })
      }}
    >
      <Box className={s['head']}>
        <Box className={s['title']}>{t.messages.templates[message.template]}</Box>
        {isUnread && <Tag tone="accent" text={t.messages.unread} />}
      </Box>
      <Box className={s['text']}>{worded(message, now, t)}</Box>
      <Box className={s['when']}>{moment(message.at, now, t.time)}</Box>
    </Card>
  )
}

/** The stored values in the reader's language: the deadline is the one in the list and at the desk (B15). */
function worded({ template, details }: Message, now: number, t: Texts): string {
  const { title: first = '', count } = details
  const title = count === undefined ? first : t.messages.books(first, Number(count))
  const place = details['pickupPoint'] ?? ''
  const until = details['pickupDeadline'] ?? details['dueAt']
  const startsAt = details['startsAt']
  const when =
    startsAt !== undefined ? moment(startsAt, now, t.time) : until === undefined ? '' : deadline(until, now, t.time)
  return t.messages.texts[template](title, place, details['reason'] ?? when)
}
