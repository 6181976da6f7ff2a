/** A ticket = the fold of its events. */
import { partsAfter, partsDropped } from './parts.ts'
import type { AssignReason, Opening, Satisfaction, SolvedBy, Ticket, TicketEvent } from './ticket.ts'

export const SAID_KEPT = 12
const SAID_LENGTH = 200

/** The first state of a ticket. */
function begin(opening: Opening, at: number): Ticket {
  return {
    ...opening,
    status: 'open',
    openedAt: at,
    acceptedAt: null,
    promisedAt: null,
    resolvedAt: null,
    closedAt: null,
    statusAt: at,
    lastAt: at,
    suspendedUntil: null,
    followers: [],
    said: opening.words ? [opening.words.slice(0, SAID_LENGTH)] : [],
    urges: 0,
    reopens: 0,
    extensions: 0,
    ...NOT_YET_SAID,
    complex: false,
    stars: null,
    satisfaction: null,
    splitFrom: opening.splitFrom ?? null,
    confirmed: false,
    mergedInto: null,
    heldBy: null,
    parts: [],
    version: 1,
  }
}

/** The ticket after one more event. `actorId` is who did it; `ticket` is undefined before `opened`. */
export function evolve(ticket: Ticket | undefined, event: TicketEvent, at: number, actorId: string | null = null): Ticket {
  if (event.type === 'opened') return begin(event.ticket, at)
  if (!ticket) throw new Error(`a life begins with "opened", not with "${event.type}"`)
  return { ...ticket, version: ticket.version + 1, lastAt: at, ...changes(ticket, event, at, actorId) }
}

const joined = (people: string[], personId: string | null, reporterId: string): string[] =>
  personId === null || personId === reporterId || people.includes(personId) ? people : [...people, personId]

const heard = (said: string[], words: string): string[] => (words ? [...said, words.slice(0, SAID_LENGTH)].slice(-SAID_KEPT) : said)

function changes(ticket: Ticket, event: Exclude<TicketEvent, { type: 'opened' }>, at: number, actorId: string | null): Partial<Ticket> {
  switch (event.type) {
    case 'detail_added':
      return { said: heard(ticket.said, event.words) }
    case 'placed':
      return { place: event.place, buildingId: event.buildingId, gridId: event.gridId, said: heard(ticket.said, event.words) }
    case 'recategorised':
      return { category: event.category, urgency: event.urgency, title: event.title }
    case 'followed':
      return { followers: joined(ticket.followers, actorId, ticket.reporterId), said: heard(ticket.said, event.words) }
    case 'urged':
      return { urges: ticket.urges + 1 }
    case 'assigned':
      return {
        orgId: event.orgId,
        assigneeId: event.assigneeId,
        promisedAt: null,
        ...(event.why === 'escalated' ? { taken: 'upward' as const } : {}),
        heldBy: heldAfter(ticket, event),
        ...(ticket.status === 'open' ? {} : { status: 'open', statusAt: at, acceptedAt: null, suspendedUntil: null }),
      }
    case 'accepted':
      return {
        status: 'accepted',
        statusAt: at,
        acceptedAt: at,
        promisedAt: event.promisedAt,
        suspendedUntil: null,
        assigneeId: actorId ?? ticket.assigneeId,
        heldBy: null,
        // Whoever had it before and takes it again has it with their own unit.
        ...(actorId !== null && ticket.heldBy?.assigneeId === actorId ? { orgId: ticket.heldBy.orgId } : {}),
      }
    case 'promised':
      return { promisedAt: event.promisedAt }
    case 'taken_on':
      return { taken: event.as }
    case 'complexity_set':
      return { complex: event.complex }
    case 'split':
    case 'noted':
    case 'sent_back':
      return {}
    case 'suspended':
      return { status: 'suspended', statusAt: at, suspendedUntil: event.until }
    case 'resumed':
      return { status: ticket.acceptedAt === null ? 'open' : 'accepted', statusAt: at, suspendedUntil: null }
    case 'extended':
      return { resolveBy: event.until, extensions: ticket.extensions + 1 }
    case 'resolved':
      return { status: 'resolved', statusAt: at, resolvedAt: at, suspendedUntil: null, heldBy: null }
    case 'closed':
      return {
        status: event.as,
        statusAt: at,
        closedAt: at,
        confirmed: event.confirmed,
        solvedBy: event.as === 'solved' ? solvedBy(ticket, event.confirmed, actorId) : null,
        suspendedUntil: null,
        heldBy: null,
        parts: partsDropped(ticket.parts, at),
        ...(ticket.resolvedAt === null && event.as === 'solved' ? { resolvedAt: at } : {}),
      }
    case 'merged':
      return {
        status: 'duplicate',
        statusAt: at,
        closedAt: at,
        suspendedUntil: null,
        mergedInto: event.into,
        heldBy: null,
        parts: partsDropped(ticket.parts, at),
      }
    case 'unmerged':
      return { status: 'open', statusAt: at, closedAt: null, resolvedAt: null, acceptedAt: null, promisedAt: null, taken: null, mergedInto: null }
    case 'parted':
      return { followers: ticket.followers.filter((id) => !event.people.includes(id)) }
    case 'verify_asked':
      return { verifierId: event.verifierId, verifyAskedAt: at, verifiedAt: null }
    case 'verified':
      return { verifyAskedAt: null, verifiedAt: event.fixed ? at : null }
    case 'called_back':
      return event.reached ? { calledAt: at } : { callTries: ticket.callTries + 1 }
    case 'reopened':
      return {
        ...NOT_YET_SAID,
        status: 'open',
        statusAt: at,
        resolvedAt: null,
        closedAt: null,
        acceptedAt: null,
        promisedAt: null,
        confirmed: false,
        reopens: ticket.reopens + 1,
        said: heard(ticket.said, event.words),
      }
    case 'clocks_set':
      return { acceptBy: event.acceptBy, actBy: event.actBy, resolveBy: event.resolveBy }
    case 'planned':
      return event.until === null ? {} : { resolveBy: event.until }
    case 'part_added':
    case 'part_accepted':
    case 'part_done':
    case 'part_cancelled':
      return { parts: partsAfter(ticket.parts, event, at, actorId) }
    case 'rated':
      return { stars: event.stars, satisfaction: event.satisfied ?? satisfactionOf(event.stars), ratedAt: ticket.ratedAt ?? at }
    case 'taken_over':
      return { reporterId: event.by, followers: ticket.followers.filter((id) => id !== event.by) }
    case 'moved':
      return { roomId: event.roomId }
    case 'redacted': // the words are gone from the events before it
      return {}
    case 'anonymised': // nothing happened to the matter itself
      return { lastAt: ticket.lastAt }
  }
}

/** Corrections by the program, and taking it oneself, leave nobody behind. */
const LEAVES_NOBODY: ReadonlySet<AssignReason> = new Set(['placed', 'claimed'])

/** First-receiver duty: whoever had it first keeps it until another has accepted; back with them, it is theirs alone. */
function heldAfter(ticket: Ticket, { why, assigneeId }: Extract<TicketEvent, { type: 'assigned' }>): Ticket['heldBy'] {
  if (LEAVES_NOBODY.has(why)) return null
  const first = ticket.heldBy ?? { orgId: ticket.orgId, assigneeId: ticket.assigneeId }
  return first.assigneeId === null || first.assigneeId === assigneeId ? null : first
}

/** What was said of the work before it turned out not to be done is said anew. */
const NOT_YET_SAID = {
  taken: null,
  ratedAt: null,
  calledAt: null,
  callTries: 0,
  verifierId: null,
  verifyAskedAt: null,
  verifiedAt: null,
  solvedBy: null,
}

const solvedBy = ({ verifiedAt }: Ticket, confirmed: boolean, actorId: string | null): SolvedBy =>
  confirmed ? 'resident' : verifiedAt !== null ? 'verified' : actorId === null ? 'silence' : 'office'

/** Four and five stars are 满意, three 基本满意. */
export const satisfactionOf = (stars: number): Satisfaction => (stars >= 4 ? 'yes' : stars === 3 ? 'mostly' : 'no')

export interface RecordedEvent {
  at: number
  actorId: string | null
  event: TicketEvent
}

/** The ticket that its events tell. */
export function fold(events: readonly RecordedEvent[]): Ticket {
  let ticket: Ticket | undefined
  for (const { at, actorId, event } of events) ticket = evolve(ticket, event, at, actorId)
  if (!ticket) throw new Error('no events, no ticket')
  return ticket
}
