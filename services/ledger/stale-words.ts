/** What a change of a ticket does to the words it is found by: as little as can be, for every message passes here. */
import { and, eq, sql } from 'drizzle-orm'
import type { Ticket, TicketEvent } from '../../core/ticket.ts'
import type { Tx } from '../../db/open.ts'
import type { DeskContext } from '../context.ts'

/** What a ticket is found by, beside what was said in its events. */
export type Found = Pick<Ticket, 'number' | 'title' | 'words' | 'place' | 'followers'>

/** What people said in an event, whatever its type. */
export function wordsIn(event: TicketEvent): string[] {
  const said: object = event.type === 'opened' ? event.ticket : event
  return ['words' in said ? said.words : '', 'reason' in said ? said.reason : ''].filter(
    (words): words is string => typeof words === 'string' && words !== '',
  )
}

/** Does anything change that a ticket is found by? */
export const changesWords = (before: Found, after: Found, events: readonly TicketEvent[]): boolean =>
  before.followers !== after.followers ||
  before.title !== after.title ||
  before.place !== after.place ||
  events.some((event) => wordsIn(event).length > 0)

/** In the transaction that changed the ticket: its words are looked at anew soon. */
export async function markStale(cx: DeskContext, tx: Tx, communityId: string, number: number): Promise<void> {
  const { ticketWords } = cx.db.tables
  await tx
    .update(ticketWords)
    .set({ stale: sql`${ticketWords.stale} + 1` })
    .where(and(eq(ticketWords.communityId, communityId), eq(ticketWords.number, number)))
}
