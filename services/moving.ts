/** A group sits in another room now (ids change with a new login): what is open, waits to be said or to be judged goes along. */
import { and, desc, eq, gt, inArray, or } from 'drizzle-orm'
import type { Directory, Person } from '../core/community.ts'
import { statusesIn } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import type { DeskContext } from './context.ts'
import { onlyTicket, REMEMBERED_AFTER_CLOSING, record } from './ticket-rows.ts'

/** @returns the number of tickets that moved */
export async function moveRoom(cx: DeskContext, tx: Tx, directory: Directory, rooms: { from: string; to: string }, by: Person): Promise<number> {
  const { leads, outbox, tickets } = cx.db.tables
  const since = cx.now() - REMEMBERED_AFTER_CLOSING.days * 86_400_000
  const told = await tx
    .select()
    .from(tickets)
    .where(
      and(
        eq(tickets.communityId, directory.id),
        eq(tickets.roomId, rooms.from),
        or(inArray(tickets.status, statusesIn('open', 'resolved')), gt(tickets.statusAt, since)),
      ),
    )
  for (const row of told) await record(cx, tx, directory, onlyTicket(row), [{ type: 'moved', roomId: rooms.to }], by)
  await tx
    .update(outbox)
    .set({ targetId: rooms.to })
    .where(and(eq(outbox.communityId, directory.id), eq(outbox.targetId, rooms.from), eq(outbox.state, 'pending')))
  await tx
    .update(leads)
    .set({ roomId: rooms.to })
    .where(and(eq(leads.communityId, directory.id), eq(leads.roomId, rooms.from), eq(leads.state, 'pending')))
  return told.length
}

/** Is a room that was bound before dead? Its group came back under the same name, or it was last heard through another login. */
export async function isLeftBehind(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  old: { name: string; room: string },
  now: { name: string; account: string },
): Promise<boolean> {
  if (now.name === '' || old.name === now.name) return true
  const { messages } = cx.db.tables
  const [last] = await tx
    .select({ account: messages.account })
    .from(messages)
    .where(and(eq(messages.communityId, directory.id), eq(messages.roomId, old.room)))
    .orderBy(desc(messages.heardOrder))
    .limit(1)
  return last !== undefined && last.account !== now.account
}
