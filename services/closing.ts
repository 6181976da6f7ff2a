/** Resolved tickets nobody answered for close themselves, marked as such. */
import { and, asc, eq, lte } from 'drizzle-orm'
import { CodedError } from '../core/errors.ts'
import type { DeskContext } from './context.ts'
import { onlyTicket } from './ticket-rows.ts'
import { act } from './tickets.ts'

const BATCH = 50

/** @returns the number of tickets closed */
export async function closeUnanswered(cx: DeskContext, communityId: string): Promise<number> {
  const { tickets } = cx.db.tables
  const numbers = await cx.db.transact(async (tx) => {
    const directory = await cx.directories.get(tx, communityId)
    const due = await tx
      .select()
      .from(tickets)
      .where(
        and(
          eq(tickets.communityId, communityId),
          eq(tickets.status, 'resolved'),
          lte(tickets.resolvedAt, cx.now() - directory.settings.confirmHours * 3_600_000),
        ),
      )
      .orderBy(asc(tickets.resolvedAt))
      .limit(BATCH)
    for (const row of due) {
      try {
        await act(cx, tx, directory, { ticket: onlyTicket(row), command: { type: 'close_silent' }, actor: null, roomId: null })
      } catch (error) {
        if (!(error instanceof CodedError)) throw error
        cx.log.error({ code: error.code, ticket: row.number }, 'a resolved ticket could not close itself')
      }
    }
    return due.map((row) => row.number)
  })
  for (const ticketNumber of numbers) cx.changes.tell({ kind: 'ticket', communityId, ticketNumber })
  return numbers.length
}
