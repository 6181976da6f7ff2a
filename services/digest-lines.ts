/** Tickets as lines of a digest. */
import type { Directory } from '../core/community.ts'
import { discreet, isDiscreet } from '../core/discretion.ts'
import { openParts, type Part } from '../core/parts.ts'
import { SOLVED_BY_LABELS, TAKING_LABELS } from '../core/phrases/labels.ts'
import type { DigestLine } from '../core/phrases/phrases.ts'
import { phaseOf, type Ticket } from '../core/ticket.ts'
import type { Voice } from './lines.ts'
import { handName } from './part-lines.ts'
import { partLine } from './part-words.ts'

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
    way: wayOf(voice, ticket),
  }
}

/** How it was taken on; of what is solved only that nobody confirmed it, for that is the exception. */
function wayOf({ language }: Voice, { status, taken, complex, solvedBy, confirmed }: Ticket): string {
  const tongue = language === 'en' ? 'en' : 'zh'
  if (status === 'solved') return confirmed ? '' : SOLVED_BY_LABELS[tongue][solvedBy ?? 'silence']
  if (phaseOf(status) !== 'open') return ''
  return [complex ? (tongue === 'en' ? 'complex' : '疑难') : '', taken === null ? '' : TAKING_LABELS[tongue][taken]].filter(Boolean).join(' ')
}

/** For everybody's eyes: of people in need and neighbours in conflict only what kind of matter it is. */
export const publicLine = (voice: Voice, ticket: Ticket): DigestLine =>
  digestLine(voice, isDiscreet(ticket) ? discreet(ticket, voice.phrases.category(ticket.category)) : ticket)

/** For the unit that has it: since when, and whom it waits for. */
export function dispatchLine(directory: Directory, voice: Voice, ticket: Ticket): DigestLine {
  const supports = openParts(ticket).map((part) => handName(directory, part))
  return { ...digestLine(voice, ticket), since: voice.when(ticket.openedAt), supports: supports.join(voice.phrases.separator) }
}

/** What a unit does in another's matter, since it was asked. */
export function dispatchPart(directory: Directory, voice: Voice, ticket: Ticket, part: Part, now: number): DigestLine {
  const line = partLine(directory, voice, ticket, part)
  const late = part.dueBy < now ? voice.overdue({ ...ticket, resolveBy: part.dueBy }) : ''
  return {
    number: ticket.number,
    title: line.title,
    place: line.place,
    name: line.name,
    when: voice.by(part.dueBy),
    overdue: late,
    since: voice.when(part.askedAt),
  }
}
