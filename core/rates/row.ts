/** What the figures need of a ticket, and how it is read off the ticket's events. */
import type { RecordedEvent } from '../evolve.ts'
import type { Ticket, TicketEvent } from '../ticket.ts'

export type Satisfaction = 'yes' | 'mostly' | 'no'

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

/** Four and five stars are 满意, three 基本满意. */
export const satisfactionOf = (stars: number): Satisfaction => (stars >= 4 ? 'yes' : stars === 3 ? 'mostly' : 'no')

/**
 * @param events the ticket's own, oldest first
 * @param callBack of a call-back that was made; without one, stars given by the reporter are the call-back
 */
export function rateRow(ticket: Ticket, events: readonly RecordedEvent[], callBack: CallBack | null = null): RateRow {
  const answered = events.find(({ actorId, event }) => actorId !== null && actorId !== ticket.reporterId && RESPONSES.has(event.type))
  const reopened = events.findLast(({ event }) => event.type === 'reopened')
  const rated = events.findLast(({ event }) => event.type === 'rated')
  const stars: CallBack | null =
    rated?.event.type === 'rated'
      ? {
          at: rated.at,
          valid: true,
          responded: answered !== undefined,
          solved: ticket.status === 'solved' && ticket.confirmed,
          satisfied: satisfactionOf(rated.event.stars),
        }
      : null
  return { ...ticket, respondedAt: answered?.at ?? null, reopenedAt: reopened?.at ?? null, callBack: callBack ?? stars }
}
