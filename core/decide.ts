/** What follows from a command on a ticket, and who may give it. Dashboard, API, clocks and chat all go through here. */
import { mustHaveNoOpenPart, notEntitled, partEvent, planned, saysSolved } from './decide-parts.ts'
import { CodedError } from './errors.ts'
import { evolve } from './evolve.ts'
import {
  broughtBack,
  canBeLookedAt,
  forbidden,
  isOpen,
  mustBeAhead,
  REOPEN_WITHIN_MS,
  takingOn,
  verdict,
  verification,
  withdrawal,
} from './outcomes.ts'
import { HANDLERS, mayDo, RIGHTS, type Standing } from './standing.ts'
import { phaseOf, STATUSES, type Ticket, type TicketCommand, type TicketEvent, type TicketStatus } from './ticket.ts'

export { REOPEN_WITHIN } from './outcomes.ts'
export { mayDo, RIGHTS, type Standing } from './standing.ts'

/** How long after it was given a rating may be changed. */
export const RATING_CHANGEABLE = { days: 7 }
const RATING_CHANGEABLE_MS = RATING_CHANGEABLE.days * 86_400_000
/** A supervisor grants this many extensions; more are the community's. */
export const EXTENSIONS_BY_SUPERVISOR = 1

/** Events that put a ticket into a status, be it the one it has: what is closed cannot be closed again. */
const MOVES: ReadonlySet<TicketEvent['type']> = new Set(['accepted', 'suspended', 'resumed', 'resolved', 'closed', 'merged', 'unmerged', 'reopened'])

/**
 * What follows from a command, or why it cannot be.
 * @throws CodedError NOT_ENTITLED, TICKET_TAKEN, STEP_FORBIDDEN, REASON_MISSING, WORDS_MISSING, STARS_INVALID, RATING_SETTLED, DATE_PASSED,
 * DATE_PAST_LIMIT, EXTENSION_USED, PART_OPEN, PART_UNKNOWN
 */
export function decide(ticket: Ticket, command: TicketCommand, standing: Standing, now: number): TicketEvent[] {
  if (!mayDo(standing, command.type))
    throw new CodedError('NOT_ENTITLED', `${command.type} on #${ticket.number} is for ${RIGHTS[command.type].join(', ')}`, {
      number: ticket.number,
      command: command.type,
    })
  const events = eventsFor(ticket, command, standing, now)
  if (events.some(saysSolved)) mustHaveNoOpenPart(ticket, command.type)
  let at = ticket
  for (const event of events) {
    const next = evolve(at, event, now)
    const moves = MOVES.has(event.type) || next.status !== at.status
    if (moves && !(STATUSES[at.status].to as readonly TicketStatus[]).includes(next.status)) throw forbidden(ticket, command.type)
    at = next
  }
  return events
}

function eventsFor(ticket: Ticket, command: TicketCommand, standing: Standing, now: number): TicketEvent[] {
  const mustBeOpen = (): void => {
    if (!isOpen(ticket)) throw forbidden(ticket, command.type)
  }
  const mustSay = (reason: string): string => {
    if (reason.trim() === '')
      throw new CodedError('REASON_MISSING', `${command.type} on #${ticket.number} needs a reason`, { number: ticket.number, command: command.type })
    return reason.trim()
  }
  switch (command.type) {
    case 'add_detail':
      return [{ type: 'detail_added', words: command.words, pictures: command.pictures, messageId: command.messageId }]
    case 'place':
      mustBeOpen()
      return [{ type: 'placed', place: command.place, buildingId: command.buildingId, gridId: command.gridId, words: command.words }]
    case 'recategorise':
      mustBeOpen()
      return [{ type: 'recategorised', category: command.category, urgency: command.urgency, title: command.title }]
    case 'follow':
      // What is closed has nobody on it: a neighbour who has it too says 没好, or reports anew.
      if (phaseOf(ticket.status) === 'closed') throw forbidden(ticket, command.type)
      return [{ type: 'followed', words: command.words }]
    case 'urge':
      mustBeOpen()
      return [{ type: 'urged', words: command.words }]
    case 'assign':
      mustBeOpen()
      // From above, a matter moves only with a word to say why.
      if (command.why === 'called_in' || command.why === 'handed_down') {
        mustSay(command.reason)
        if (!standing.community && !standing.above) throw notEntitled(ticket, command.type)
      } else if (!HANDLERS.some((right) => standing[right])) throw notEntitled(ticket, command.type)
      // The lead already: nothing to be handed over.
      if (command.why === 'lead' && command.orgId === ticket.orgId && ticket.assigneeId !== null) return []
      if (command.why === 'transfer' && command.assigneeId !== null && command.assigneeId === ticket.assigneeId && ticket.heldBy === null) return []
      return [
        { type: 'assigned', orgId: command.orgId, assigneeId: command.assigneeId, why: command.why, reason: command.reason },
        // Whoever calls it in to themselves has taken it.
        ...(command.why === 'called_in' && command.assigneeId === standing.personId ? [{ type: 'accepted', promisedAt: null } as const] : []),
      ]
    case 'accept':
      mustBeOpen()
      if (ticket.status === 'accepted') {
        if (!standing.assignee)
          throw new CodedError('TICKET_TAKEN', `#${ticket.number} has been taken already`, { number: ticket.number, command: command.type })
        return command.promisedAt === null ? [] : [{ type: 'promised', promisedAt: command.promisedAt, words: '' }]
      }
      return [{ type: 'accepted', promisedAt: command.promisedAt }]
    case 'promise':
      mustBeOpen()
      return [
        ...(ticket.status === 'open' ? [{ type: 'accepted', promisedAt: null } as const] : []),
        { type: 'promised', promisedAt: command.promisedAt, words: command.words },
      ]
    case 'take_on':
      mustBeOpen()
      return takingOn(ticket, command, standing, now)
    case 'set_complexity':
      mustBeOpen()
      if (ticket.complex === command.complex) throw forbidden(ticket, command.type)
      return [{ type: 'complexity_set', complex: command.complex, reason: mustSay(command.reason) }]
    case 'note':
      return [{ type: 'noted', words: mustSay(command.words) }]
    case 'send_back':
      mustBeOpen()
      return [
        { type: 'sent_back', reason: mustSay(command.reason) },
        { type: 'assigned', orgId: command.orgId, assigneeId: command.assigneeId, why: 'sent_back', reason: command.reason.trim() },
      ]
    case 'suspend':
      mustBeOpen()
      if (command.until !== null) mustBeAhead(ticket, command.until, now)
      return [{ type: 'suspended', reason: mustSay(command.reason), until: command.until }]
    case 'resume':
      if (ticket.status !== 'suspended') throw forbidden(ticket, command.type)
      return [{ type: 'resumed' }]
    case 'extend':
      mustBeOpen()
      mustBeAhead(ticket, command.until, now)
      if (ticket.extensions >= EXTENSIONS_BY_SUPERVISOR && !standing.community)
        throw new CodedError('EXTENSION_USED', `#${ticket.number} has been extended already`, { number: ticket.number, command: command.type })
      return [{ type: 'extended', until: command.until, reason: mustSay(command.reason) }]
    case 'resolve':
      if (phaseOf(ticket.status) === 'closed') throw forbidden(ticket, command.type)
      // Said again without anything new: the group is not asked twice.
      if (ticket.status === 'resolved' && command.words === '' && command.pictures === 0) throw forbidden(ticket, command.type)
      return [{ type: 'resolved', words: command.words, pictures: command.pictures, messageId: command.messageId }]
    case 'confirm':
      return [{ type: 'closed', as: 'solved', reason: command.words, confirmed: true }]
    case 'close':
      return [{ type: 'closed', as: command.as, reason: command.as === 'solved' ? command.reason : mustSay(command.reason), confirmed: false }]
    case 'close_silent':
      if (ticket.status !== 'resolved') throw forbidden(ticket, command.type)
      return [{ type: 'closed', as: 'solved', reason: '', confirmed: false }]
    case 'withdraw':
      return [withdrawal(ticket, command.reason, standing)]
    case 'merge':
      if (command.into === ticket.number) throw forbidden(ticket, command.type)
      return [{ type: 'merged', into: command.into }]
    case 'unmerge':
      if (ticket.status !== 'duplicate' || ticket.mergedInto === null) throw forbidden(ticket, command.type)
      return [{ type: 'unmerged', from: ticket.mergedInto }]
    case 'split':
      mustBeOpen()
      if (command.words.trim() === '')
        throw new CodedError('WORDS_MISSING', `what is split from #${ticket.number} was not said`, { number: ticket.number, command: command.type })
      return [{ type: 'split', into: command.into, words: command.words.trim() }]
    case 'ask_verify':
      if (!canBeLookedAt(ticket)) throw forbidden(ticket, command.type)
      return [{ type: 'verify_asked', verifierId: command.verifierId }]
    case 'verify':
      if (!canBeLookedAt(ticket)) throw forbidden(ticket, command.type)
      return verification(ticket, command.fixed, command.words, now)
    case 'call_back': {
      if (isOpen(ticket) || !canBeLookedAt(ticket)) throw forbidden(ticket, command.type)
      const { type: _, ...said } = command
      return [{ type: 'called_back', ...said }, ...(said.reached && !said.solved ? broughtBack(ticket, said.words, now) : [])]
    }
    case 'reopen':
      if (ticket.status === 'duplicate' || isOpen(ticket) || (ticket.closedAt !== null && now - ticket.closedAt > REOPEN_WITHIN_MS))
        throw forbidden(ticket, command.type)
      return [{ type: 'reopened', words: command.words }]
    case 'plan':
      mustBeOpen()
      if (command.until !== null) mustBeAhead(ticket, command.until, now)
      return planned(ticket, command, mustSay(command.words))
    case 'add_part':
    case 'accept_part':
    case 'finish_part':
    case 'cancel_part':
      mustBeOpen()
      return [partEvent(ticket, command, standing, mustSay)]
    case 'rate':
      if (!Number.isInteger(command.stars) || command.stars < 1 || command.stars > 5)
        throw new CodedError('STARS_INVALID', 'stars go from one to five', { number: ticket.number })
      if (isOpen(ticket)) throw forbidden(ticket, command.type)
      if (ticket.ratedAt !== null && now - ticket.ratedAt > RATING_CHANGEABLE_MS)
        throw new CodedError('RATING_SETTLED', `#${ticket.number} was rated more than ${RATING_CHANGEABLE.days} days ago`, { number: ticket.number })
      return [
        { type: 'rated', stars: command.stars, ...(command.satisfied ? { satisfied: command.satisfied } : {}) },
        ...(ticket.status === 'resolved' ? [verdict(command.stars)] : []),
      ]
  }
}
