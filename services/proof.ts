/** Pictures that staff send right after the word that the work is done are its proof, like those sent just before. */
import { and, desc, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import { isStaff } from '../core/community.ts'
import type { Ticket, TicketEvent } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import { tieAttachments } from './attachment-rows.ts'
import { resolvedKey, sayResolved } from './closing-words.ts'
import type { DeskContext } from './context.ts'
import { type Arrival, ATTACHABLE, type Outcome } from './intake.ts'
import { isWaiting } from './outbox.ts'
import { PROOF_WITHIN_MS } from './ticket-commands.ts'
import { eventsOf, ticketById } from './ticket-rows.ts'

/** @returns undefined when the message is no such picture */
export async function proofAfterwards(cx: DeskContext, tx: Tx, arrival: Arrival): Promise<Outcome | undefined> {
  const { directory, message, person } = arrival
  if (!isStaff(person.role) || !ATTACHABLE.has(message.kind)) return undefined
  const ticket = await justResolved(cx, tx, arrival)
  if (!ticket) return undefined
  await tieAttachments(cx, tx, directory.id, message.account, [message.id], ticket.id, 'proof')
  // Not said yet: the words announce the picture. Said already: the picture follows by itself once it is fetched.
  if (await isWaiting(cx, tx, directory.id, resolvedKey(ticket))) {
    const done = (await eventsOf(cx, tx, directory.id, ticket.id)).map(({ event }) => event).findLast(isResolved)
    await sayResolved(cx, tx, directory, ticket, done?.words ?? '')
  }
  return { action: 'append', opened: [], matterId: ticket.id }
}

const isResolved = (event: TicketEvent): event is Extract<TicketEvent, { type: 'resolved' }> => event.type === 'resolved'

/** The ticket of the sender's last command in this chat, if that was a moment ago and it is now done. */
async function justResolved(cx: DeskContext, tx: Tx, { directory, message, person, roomId }: Arrival): Promise<Ticket | undefined> {
  const { messages } = cx.db.tables
  const [last] = await tx
    .select({ matterId: messages.matterId })
    .from(messages)
    .where(
      and(
        eq(messages.communityId, directory.id),
        roomId === null ? and(isNull(messages.roomId), eq(messages.peerId, message.sender.id)) : eq(messages.roomId, roomId),
        eq(messages.personId, person.id),
        eq(messages.action, 'command'),
        isNotNull(messages.matterId),
        gt(messages.at, message.at - PROOF_WITHIN_MS),
      ),
    )
    .orderBy(desc(messages.heardOrder))
    .limit(1)
  const ticket = last?.matterId ? await ticketById(cx, tx, directory.id, last.matterId) : undefined
  return ticket?.status === 'resolved' ? ticket : undefined
}
