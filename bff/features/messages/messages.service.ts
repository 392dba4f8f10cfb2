import type { MessageTemplate } from '../../contract/messages'
import { notFound } from '../../domain/app-error'
import type { Clock } from '../../infra/clock'
import { cutPage, decodeDatePlace, encodeDatePlace } from '../../infra/cursor'
import { newId } from '../../infra/ids'
import type { MessageRecord, OutboxRecord } from './messages.model'
import * as queries from './messages.queries'

interface News {
  readonly readerId: string
  readonly template: MessageTemplate
  readonly details: Readonly<Record<string, string>>
  /** What it is about. */
  readonly bookingId?: string
  readonly visitId?: string
  readonly loanId?: string
}

export type MessagesService = ReturnType<typeof createMessagesService>

/**
 * What readers are told. The inbox entry and its outbox row are written in the transaction of the event they tell of
 * (B10); the outbox carries it out of the library later.
 */
export function createMessagesService(deps: { readonly clock: Clock }) {
  function tell(news: News): Promise<void> {
    return tellAll([news])
  }

  /** Two writes however many they are. */
  async function tellAll(news: readonly News[]): Promise<void> {
    if (news.length === 0) return
    const at = deps.clock.now()
    const messages = news.map((each) => messageOf(each, at))
    await queries.insertMessages(messages)
    await queries.insertOutbox(messages.map(outboxRowOf))
  }

  async function list(readerId: string, page: { readonly limit: number; readonly cursor?: string | undefined }) {
    const [found, unread] = await Promise.all([
      queries.listMessages(readerId, { limit: page.limit + 1, before: decodeDatePlace(page.cursor) }),
      queries.countUnread(readerId),
    ])
    return { ...cutPage(found, page.limit, ({ at, _id }) => encodeDatePlace({ at, id: _id })), unread }
  }

  async function read(readerId: string, id: string): Promise<MessageRecord> {
    const message = await queries.markRead(readerId, id, deps.clock.now())
    if (!message) throw notFound()
    return message
  }

  return {
    tell,
    tellAll,
    list,
    read,
    countUnread: queries.countUnread,
    listOfReader: queries.listMessages,
    history: queries.history,
    listIdsAbout: queries.listIdsAbout,
    forgetSentTo: queries.deleteOutboxOf,
  }
}

function messageOf(news: News, at: Date): MessageRecord {
  return {
    _id: newId(),
    readerId: news.readerId,
    template: news.template,
    details: { ...news.details },
    bookingId: news.bookingId ?? null,
    visitId: news.visitId ?? null,
    loanId: news.loanId ?? null,
    at,
    readAt: null,
  }
}

function outboxRowOf(message: MessageRecord): OutboxRecord {
  const { _id: messageId, readerId, bookingId, visitId = null, loanId, template, at } = message
  return {
    _id: newId(),
    messageId,
    ...{ readerId, bookingId, visitId, loanId, template },
    status: 'pending',
    attempts: 0,
    nextAttemptAt: at,
    createdAt: at,
    endedAt: null,
  }
}
