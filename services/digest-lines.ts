/** Tickets as lines of a digest. */
import { discreet, isDiscreet } from '../core/discretion.ts'
import type { DigestLine } from '../core/phrases/phrases.ts'
import { phaseOf, type Ticket } from '../core/ticket.ts'
import type { Voice } from './lines.ts'

/** A ticket that waited for an answer in vain was done when the work was. */
const doneAt = ({ confirmed, status, resolvedAt, closedAt, openedAt }: Ticket): number =>
  (status === 'solved' && !confirmed ? resolvedAt : null) ?? closedAt ?? openedAt

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
      ? voice.phrases.duration((doneAt(ticket) - ticket.openedAt) / 60_000).trim()
      : ticket.promisedAt === null
        ? voice.by(until)
        : voice.when(until),
    overdue: voice.overdue(ticket),
  }
}

/** For everybody's eyes: of people in need and neighbours in conflict only what kind of matter it is. */
export const publicLine = (voice: Voice, ticket: Ticket): DigestLine =>
  digestLine(voice, isDiscreet(ticket) ? discreet(ticket, voice.phrases.category(ticket.category)) : ticket)
