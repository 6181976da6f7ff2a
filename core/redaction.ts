/** A message was taken back: its words leave the events they stand in, and with them the ticket. */
import { RECALLED, type TicketEvent } from './ticket.ts'

/** Shorter quotes fit too many messages. */
const LEAST_QUOTED = 4

export interface TakenBack {
  messageId: string
  /** Whose words they were; ours. */
  personId: string | null
  text: string
}

/** Words in which the taken ones no longer stand. */
export function without(words: string, taken: string): string {
  const gone = taken.trim()
  return gone === '' ? words : words.replaceAll(gone, ' ').replace(/\s+/g, ' ').trim()
}

/**
 * The event as it may be kept; the very event when it holds nothing of the message.
 * @param title what a ticket is called whose title was taken from the message
 */
export function redacted(event: TicketEvent, actorId: string | null, taken: TakenBack, title: string): TicketEvent {
  if (event.type === 'opened') {
    const own = event.ticket.messageId === taken.messageId
    const words = without(event.ticket.words, taken.text)
    return own || words !== event.ticket.words ? { ...event, ticket: { ...event.ticket, words, ...(own ? { title } : {}) } } : event
  }
  const named = 'messageId' in event ? event.messageId : undefined
  const theirs = (words: string): boolean =>
    words !== '' &&
    words !== RECALLED &&
    (named === taken.messageId || (named === undefined && actorId === taken.personId && taken.text.includes(words)))
  const words = 'words' in event && theirs(event.words)
  const reason = 'reason' in event && theirs(event.reason)
  return words || reason ? ({ ...event, ...(words ? { words: '' } : {}), ...(reason ? { reason: '' } : {}) } as TicketEvent) : event
}

/** Do these quoted words come from that message? Platforms cut long quotes short. */
export function sameAsQuoted(quoted: string, text: string): boolean {
  const letters = (words: string): string => words.replace(/[\s.…]+/g, '')
  const [quote, whole] = [letters(quoted), letters(text)]
  return [...quote].length >= LEAST_QUOTED && (whole.startsWith(quote) || quote.includes(whole))
}
