/** What follows from commands that can end in more than one way, and the checks they share. */
import { limitMs } from './deadlines.ts'
import { CodedError } from './errors.ts'
import type { Standing } from './standing.ts'
import { AT_ONCE_WITHIN } from './taking-on.ts'
import { phaseOf, type Ticket, type TicketCommand, type TicketEvent } from './ticket.ts'

/** How long after closing a matter can be told "not fixed" and comes back as the same ticket. */
export const REOPEN_WITHIN = { days: 7 }
export const REOPEN_WITHIN_MS = REOPEN_WITHIN.days * 86_400_000

/** From this reopening on the unit's supervisor sees to it. */
export const REOPENINGS_TO_SUPERVISOR = 3

export const forbidden = (ticket: Ticket, command: string): CodedError =>
  new CodedError('STEP_FORBIDDEN', `#${ticket.number} is ${ticket.status}: ${command} does not follow`, {
    number: ticket.number,
    status: ticket.status,
    command,
  })

export const isOpen = (ticket: Ticket): boolean => phaseOf(ticket.status) === 'open'

export function mustBeAhead(ticket: Ticket, until: number, now: number): void {
  if (until <= now) throw new CodedError('DATE_PASSED', `the date said for #${ticket.number} has passed`, { number: ticket.number })
}

/** Whoever has it says how; the supervisor and the community may say it for them. A date past the limit is an extension, not a way to take it on. */
export function takingOn(ticket: Ticket, command: Extract<TicketCommand, { type: 'take_on' }>, standing: Standing, now: number): TicketEvent[] {
  if (ticket.status === 'accepted' && !standing.assignee && !standing.supervisor && !standing.community)
    throw new CodedError('TICKET_TAKEN', `#${ticket.number} has been taken already`, { number: ticket.number, command: command.type })
  if (command.as === 'by_date') {
    mustBeAhead(ticket, command.until, now)
    if (command.until > ticket.resolveBy)
      throw new CodedError('DATE_PAST_LIMIT', `#${ticket.number} is due before that date`, { number: ticket.number, command: command.type })
  }
  const accepted = ticket.status === 'accepted' ? [] : [{ type: 'accepted', promisedAt: null } as const]
  if (command.as === 'by_date') return [...accepted, { type: 'taken_on', as: 'by_date', actBy: null, until: command.until }]
  const [actBy, until] = [now + limitMs(AT_ONCE_WITHIN.act), now + limitMs(AT_ONCE_WITHIN.resolve)]
  const sooner = { actBy: actBy < ticket.actBy ? actBy : null, until: until < ticket.resolveBy ? until : null }
  return [...accepted, { type: 'taken_on', as: 'at_once', ...sooner }]
}

export const canBeLookedAt = (ticket: Ticket): boolean => ticket.status !== 'duplicate' && ticket.status !== 'withdrawn'

/** Seen to be in order, what waited for somebody's word is closed on the grid worker's; seen not to be, it goes back to work. */
export function verification(ticket: Ticket, fixed: boolean, words: string, now: number): TicketEvent[] {
  const seen: TicketEvent = { type: 'verified', fixed, words }
  if (!fixed) return [seen, ...broughtBack(ticket, words, now)]
  return ticket.status === 'resolved' ? [seen, { type: 'closed', as: 'solved', reason: words, confirmed: false }] : [seen]
}

/** Back to work, where that is still possible. */
export function broughtBack(ticket: Ticket, words: string, now: number): TicketEvent[] {
  const late = ticket.closedAt !== null && now - ticket.closedAt > REOPEN_WITHIN_MS
  return isOpen(ticket) || late ? [] : [{ type: 'reopened', words }]
}

/** Others are still affected when the reporter goes: the matter stays. The community's own withdrawal is for all. */
export function withdrawal(ticket: Ticket, reason: string, standing: Standing): TicketEvent {
  const [next] = ticket.followers
  return next !== undefined && standing.reporter && phaseOf(ticket.status) !== 'closed'
    ? { type: 'taken_over', by: next, words: reason }
    : { type: 'closed', as: 'withdrawn', reason, confirmed: false }
}

/** Stars for work that waits for the resident's word are that word: fewer than this say that it is not solved. */
const CONTENT_FROM_STARS = 3

export const verdict = (stars: number): TicketEvent =>
  stars >= CONTENT_FROM_STARS ? { type: 'closed', as: 'solved', reason: '', confirmed: true } : { type: 'reopened', words: '' }
