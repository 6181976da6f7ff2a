/** What follows from a command on a ticket, and who may give it. Dashboard, API, clocks and chat all go through here. */
import { CodedError } from './errors.ts'
import { evolve } from './evolve.ts'
import { phaseOf, STATUSES, type Ticket, type TicketCommand, type TicketEvent, type TicketStatus } from './ticket.ts'

/** What a person is to a ticket. Worked out by the services, judged here. */
export interface Standing {
  personId: string | null
  reporter: boolean
  follower: boolean
  /** Sits in the group it was told in. */
  neighbour: boolean
  assignee: boolean
  /** Of the unit that answers for it. */
  unit: boolean
  /** Supervisor of that unit. */
  supervisor: boolean
  /** Grid worker, community staff or admin. */
  community: boolean
  /** The program itself: clocks. */
  program: boolean
}

type Right = Exclude<keyof Standing, 'personId'>
const HANDLERS: readonly Right[] = ['assignee', 'unit', 'supervisor', 'community']
const AFFECTED: readonly Right[] = ['reporter', 'follower', 'neighbour', 'community']
/** Whose word that it is solved counts: a mere neighbour's may be about another thing. */
const CONCERNED: readonly Right[] = ['reporter', 'follower', 'community']

/** Who may do what. */
export const RIGHTS = {
  add_detail: [...AFFECTED, ...HANDLERS],
  place: [...AFFECTED, ...HANDLERS],
  recategorise: HANDLERS,
  follow: [...AFFECTED, ...HANDLERS, 'program'],
  urge: [...AFFECTED, ...HANDLERS],
  assign: HANDLERS,
  accept: HANDLERS,
  promise: HANDLERS,
  note: HANDLERS,
  send_back: HANDLERS,
  suspend: HANDLERS,
  resume: [...HANDLERS, 'program'],
  extend: ['supervisor', 'community'],
  resolve: HANDLERS,
  confirm: CONCERNED,
  close: ['supervisor', 'community'],
  close_silent: ['program'],
  withdraw: ['reporter', 'community'],
  merge: HANDLERS,
  reopen: AFFECTED,
  rate: ['reporter'],
} as const satisfies Record<TicketCommand['type'], readonly Right[]>

export const mayDo = (standing: Standing, command: TicketCommand['type']): boolean =>
  (RIGHTS[command] as readonly Right[]).some((right) => standing[right])

/** How long after closing a matter can be told "not fixed" and comes back as the same ticket. */
export const REOPEN_WITHIN = { days: 7 }
const REOPEN_WITHIN_MS = REOPEN_WITHIN.days * 86_400_000

/** Events that put a ticket into a status, be it the one it has: what is closed cannot be closed again. */
const MOVES: ReadonlySet<TicketEvent['type']> = new Set(['accepted', 'suspended', 'resumed', 'resolved', 'closed', 'merged', 'reopened'])

/**
 * What follows from a command, or why it cannot be.
 * @throws CodedError NOT_ENTITLED, TICKET_TAKEN, STEP_FORBIDDEN, REASON_MISSING, STARS_INVALID
 */
export function decide(ticket: Ticket, command: TicketCommand, standing: Standing, now: number): TicketEvent[] {
  if (!mayDo(standing, command.type))
    throw new CodedError('NOT_ENTITLED', `${command.type} on #${ticket.number} is for ${RIGHTS[command.type].join(', ')}`, {
      number: ticket.number,
      command: command.type,
    })
  const events = eventsFor(ticket, command, standing, now)
  let at = ticket
  for (const event of events) {
    const next = evolve(at, event, now)
    const moves = MOVES.has(event.type) || next.status !== at.status
    if (moves && !(STATUSES[at.status].to as readonly TicketStatus[]).includes(next.status)) throw forbidden(ticket, command.type)
    at = next
  }
  return events
}

const forbidden = (ticket: Ticket, command: string): CodedError =>
  new CodedError('STEP_FORBIDDEN', `#${ticket.number} is ${ticket.status}: ${command} does not follow`, {
    number: ticket.number,
    status: ticket.status,
    command,
  })

const isOpen = (ticket: Ticket): boolean => phaseOf(ticket.status) === 'open'

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
      return [{ type: 'followed', words: command.words }]
    case 'urge':
      mustBeOpen()
      return [{ type: 'urged', words: command.words }]
    case 'assign':
      mustBeOpen()
      return [{ type: 'assigned', orgId: command.orgId, assigneeId: command.assigneeId, why: command.why, reason: command.reason }]
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
      return [{ type: 'suspended', reason: mustSay(command.reason), until: command.until }]
    case 'resume':
      if (ticket.status !== 'suspended') throw forbidden(ticket, command.type)
      return [{ type: 'resumed' }]
    case 'extend':
      mustBeOpen()
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
    case 'reopen':
      if (isOpen(ticket) || (ticket.closedAt !== null && now - ticket.closedAt > REOPEN_WITHIN_MS)) throw forbidden(ticket, command.type)
      return [{ type: 'reopened', words: command.words }]
    case 'rate':
      if (!Number.isInteger(command.stars) || command.stars < 1 || command.stars > 5)
        throw new CodedError('STARS_INVALID', 'stars go from one to five', { number: ticket.number })
      if (isOpen(ticket)) throw forbidden(ticket, command.type)
      return [{ type: 'rated', stars: command.stars }, ...(ticket.status === 'resolved' ? [verdict(command.stars)] : [])]
  }
}

/** Others are still affected when the reporter goes: the matter stays. The community's own withdrawal is for all. */
function withdrawal(ticket: Ticket, reason: string, standing: Standing): TicketEvent {
  const [next] = ticket.followers
  return next !== undefined && standing.reporter && phaseOf(ticket.status) !== 'closed'
    ? { type: 'taken_over', by: next, words: reason }
    : { type: 'closed', as: 'withdrawn', reason, confirmed: false }
}

/** Stars for work that waits for the resident's word are that word: fewer than this say that it is not solved. */
const CONTENT_FROM_STARS = 3

const verdict = (stars: number): TicketEvent =>
  stars >= CONTENT_FROM_STARS ? { type: 'closed', as: 'solved', reason: '', confirmed: true } : { type: 'reopened', words: '' }
