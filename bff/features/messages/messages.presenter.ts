import type { Message } from '../../contract/messages'
import type { Language } from '../../domain/language'
import type { MessageRecord } from './messages.model'

/** Details are stored in both languages where they name something of the library: `pickupPoint` and `pickupPoint_en`. */
export function presentMessage(message: MessageRecord, language: Language): Message {
  const details: Record<string, string> = {}
  for (const [name, value] of Object.entries(message.details)) {
    if (!name.endsWith('_en')) details[name] = language === 'en' ? (message.details[`${name}_en`] ?? value) : value
  }
  return {
    id: message._id,
    template: message.template,
    details,
    ...(message.bookingId === null ? {} : { bookingId: message.bookingId }),
    ...(message.visitId ? { visitId: message.visitId } : {}),
    ...(message.loanId ? { loanId: message.loanId } : {}),
    at: message.at.toISOString(),
    ...(message.readAt === null ? {} : { readAt: message.readAt.toISOString() }),
  }
}
