/** What the figures need of a ticket, and how it is read off the ticket's events. */
import { type RecordedEvent, satisfactionOf } from '../evolve.ts'
import type { Satisfaction, Ticket, TicketEvent } from '../ticket.ts'

export type { Satisfaction }
export { satisfactionOf }

/** A call-back 回访, by person, page or the resident's own word in the chat. */
export interface CallBack {
  at: number
  /** Somebody was reached and answered; only these count. */
  valid: boolean
  responded: boolean
  solved: boolean
  satisfied: Satisfaction
}

/** What the figures need of a ticket. */
export type RateRow = Pick<
  Ticket,
  | 'id'
  | 'number'
  | 'kind'
  | 'status'
  | 'category'
  | 'urgency'
  | 'orgId'
  | 'assigneeId'
  | 'buildingId'
  | 'gridId'
  | 'openedAt'
  | 'acceptBy'
  | 'resolveBy'
  | 'resolvedAt'
  | 'closedAt'
  | 'reopens'
  | 'confirmed'
  | 'taken'
  | 'complex'
  | 'solvedBy'
> & {
  /** First word of whoever answers for it: accepted, promised, noted, sent back, resolved. */
  respondedAt: number | null
  /** The last reopening. */
  reopenedAt: number | null
  callBack: CallBack | null
}

/** Words of whoever answers for it. What the reporter does (confirms, withdraws) is no response. */
const RESPONSES: ReadonlySet<TicketEvent['type']> = new Set([
  'accepted',
  'promised',
  'noted',
  'sent_back',
  'suspended',
  'extended',
  'resolved',
  'closed',
])

/**
 * @param events the ticket's own, oldest first
 * A call-back in which somebody was reached comes first, then what the reporter said by themselves; calls nobody answered are not valid.
 */
export function rateRow(ticket: Ticket, events: readonly RecordedEvent[]): RateRow {
  const answered = events.find(({ actorId, event }) => actorId !== null && actorId !== ticket.reporterId && RESPONSES.has(event.type))
  const reopened = events.findLast(({ event }) => event.type === 'reopened')
  const rated = events.findLast(({ event }) => event.type === 'rated')
  const said = rated?.event.type === 'rated' ? (rated.event.satisfied ?? satisfactionOf(rated.event.stars)) : 'no'
  const stars: CallBack | null =
    rated?.event.type === 'rated'
      ? {
          at: rated.at,
          valid: true,
          responded: answered !== undefined,
          solved: ticket.status === 'solved' && (ticket.confirmed || said !== 'no'),
          satisfied: said,
        }
      : null
  return {
    ...ticket,
    respondedAt: answered?.at ?? null,
    reopenedAt: reopened?.at ?? null,
    callBack: calledBack(events) ?? stars ?? unanswered(events),
  }
}

/** The last call that reached somebody. */
function calledBack(events: readonly RecordedEvent[]): CallBack | null {
  for (const { at, event } of [...events].reverse())
    if (event.type === 'called_back' && event.reached)
      return { at, valid: true, responded: event.responded, solved: event.solved, satisfied: event.satisfied ?? 'no' }
  return null
}

function unanswered(events: readonly RecordedEvent[]): CallBack | null {
  const call = events.findLast(({ event }) => event.type === 'called_back')
  return call ? { at: call.at, valid: false, responded: false, solved: false, satisfied: 'no' } : null
}
