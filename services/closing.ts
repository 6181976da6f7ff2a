/** What the clock does to tickets: nobody answered for what was done, or the day has come on which it was to be looked at again. */
import { and, asc, eq, lte, type SQL } from 'drizzle-orm'
import type { Directory } from '../core/community.ts'
import { CodedError } from '../core/errors.ts'
import type { TicketCommand } from '../core/ticket.ts'
import type { DeskContext } from './context.ts'
import { onlyTicket } from './ticket-rows.ts'
import { act } from './tickets.ts'

const BATCH = 50

/** Resolved tickets nobody answered for close themselves, marked as such. @returns the number of tickets closed */
export function closeUnanswered(cx: DeskContext, communityId: string): Promise<number> {
  const { tickets } = cx.db.tables
  return byClock(cx, communityId, { type: 'close_silent' }, ({ settings }) => [
    eq(tickets.status, 'resolved'),
    lte(tickets.resolvedAt, cx.now() - settings.confirmHours * 3_600_000),
  ])
}

/** Suspended tickets whose day has come go on, and whoever has them hears it. @returns the number of tickets resumed */
export function resumeSuspended(cx: DeskContext, communityId: string): Promise<number> {
  const { tickets } = cx.db.tables
  return byClock(cx, communityId, { type: 'resume' }, () => [eq(tickets.status, 'suspended'), lte(tickets.suspendedUntil, cx.now())])
}

/** Does the same to every ticket that is due; one that cannot is logged and never stops the others. */
async function byClock(cx: DeskContext, communityId: string, command: TicketCommand, due: (directory: Directory) => SQL[]): Promise<number> {
  const { tickets } = cx.db.tables
  const numbers = await cx.db.transact(async (tx) => {
    const directory = await cx.directories.get(tx, communityId)
    const rows = await tx
      .select()
      .from(tickets)
      .where(and(eq(tickets.communityId, communityId), ...due(directory)))
      .orderBy(asc(tickets.statusAt))
      .limit(BATCH)
    for (const row of rows) {
      try {
        await act(cx, tx, directory, { ticket: onlyTicket(row), command, actor: null, roomId: null })
      } catch (error) {
        if (!(error instanceof CodedError)) throw error
        cx.log.error({ code: error.code, ticket: row.number, command: command.type }, 'the clock could not do its deed on a ticket')
      }
    }
    return rows.map((row) => row.number)
  })
  for (const ticketNumber of numbers) cx.changes.tell({ kind: 'ticket', communityId, ticketNumber })
  return numbers.length
}
