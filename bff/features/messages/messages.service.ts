import type { MessageTemplate } from '../../contract/messages'
import { notFound } from '../../domain/app-error'
import type { Clock } from '../../infra/clock'
import { cutPage, decodeDatePlace, encodeDatePlace } from '../../infra/cursor'
import { newId } from '../../infra/ids'
import type { MessageRecord } from './messages.model'
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
  async function tell(news: News): Promise<void> {
    const at = deps.clock.now()
    const { readerId, template } = news
    const about = {
      bookingId: news.bookingId ?? null,
      visitId: news.visitId ?? null,
      loanId: news.loanId ?? null,
    }
    const message: MessageRecord = {
      _id: newId(),
      readerId,
      template,
      details: { ...news.details },
      ...about,
      at,
      readAt: null,
    }
    await queries.insertMessage(message)
    await queries.insertOutbox({
      _id: newId(),
      messageId: message._id,
      readerId,
      ...about,
      template,
      status: 'pending',
      attempts: 0,
      nextAttemptAt: at,
      createdAt: at,
      endedAt: null,
    })
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
    list,
    read,
    countUnread: queries.countUnread,
    listOfReader: queries.listMessages,
    history: queries.history,
    listIdsAbout: queries.listIdsAbout,
    forgetSentTo: queries.deleteOutboxOf,
  }
}
