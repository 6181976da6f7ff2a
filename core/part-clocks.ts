/** The clocks of a part: taking it and doing it, with the pauses of its matter. They escalate like a ticket's own. */
import { type Clock, extendUntil, stop, type TimeLimit } from './deadlines.ts'
import { openParts, type Part } from './parts.ts'
import type { Ticket } from './ticket.ts'
import type { TicketClocks } from './ticket-clocks.ts'

/** Under which a part's steps of escalation are claimed. */
export const partClockId = (ticketId: string, no: number): string => `${ticketId}/part${no}`

/**
 * One set of clocks for every open part.
 * @param accept the limit for taking it, that of the matter itself
 */
export function partClocks(ticket: Ticket, of: TicketClocks, accept: TimeLimit): { part: Part; clocks: TicketClocks }[] {
  const { pauses } = of.clocks.resolve
  return openParts(ticket).map((part) => {
    const start: Clock = { startedAt: part.askedAt, limit: accept, pauses }
    const taken = part.acceptedAt === null ? start : stop(start, part.acceptedAt)
    return {
      part,
      clocks: {
        ticketId: partClockId(ticket.id, part.no),
        number: ticket.number,
        danger: of.danger,
        clocks: {
          accept: taken,
          act: stop(start, part.askedAt), // The date agreed on moves by the pauses that come after.
          resolve: extendUntil(start, part.dueBy, part.askedAt),
        },
        rounds: { accept: 0, act: 0, resolve: 0 },
      },
    }
  })
}
