/** A ticket = the fold of its events. */
import type { Opening, Ticket, TicketEvent } from './ticket.ts'

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
    stars: null,
    confirmed: false,
    mergedInto: null,
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
      }
    case 'promised':
      return { promisedAt: event.promisedAt }
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
      return { status: 'resolved', statusAt: at, resolvedAt: at, suspendedUntil: null }
    case 'closed':
      return {
        status: event.as,
        statusAt: at,
        closedAt: at,
        confirmed: event.confirmed,
        suspendedUntil: null,
        ...(ticket.resolvedAt === null && event.as === 'solved' ? { resolvedAt: at } : {}),
      }
    case 'merged':
      return { status: 'duplicate', statusAt: at, closedAt: at, suspendedUntil: null, mergedInto: event.into }
    case 'reopened':
      return {
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
    case 'rated':
      return { stars: event.stars }
    case 'taken_over':
      return { reporterId: event.by, followers: ticket.followers.filter((id) => id !== event.by) }
    case 'moved':
      return { roomId: event.roomId }
    case 'redacted': // the words are gone from the events before it
      return {}
  }
}

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
