/** Tickets as lines of a digest. */
import type { DigestLine } from '../core/phrases/phrases.ts'
import { phaseOf, type Ticket } from '../core/ticket.ts'
import type { Voice } from './lines.ts'

export function digestLine(voice: Voice, ticket: Ticket): DigestLine {
  const line = voice.line(ticket)
  const closed = phaseOf(ticket.status) === 'closed'
  const until = ticket.promisedAt ?? (ticket.suspendedUntil !== null ? ticket.suspendedUntil : ticket.resolveBy)
  return {
    number: line.number,
    title: line.title,
    place: line.place,
    name: line.name,
    when: closed
      ? voice.phrases.duration(((ticket.closedAt ?? ticket.openedAt) - ticket.openedAt) / 60_000).trim()
      : ticket.promisedAt === null
        ? voice.by(until)
        : voice.when(until),
    overdue: voice.overdue(ticket),
  }
}
