/** Something that happened to a ticket, as those who tell about it need it. */
import type { Directory, Person } from '../core/community.ts'
import { standIn } from '../core/routing.ts'
import type { Ticket, TicketEvent } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import type { DeskContext } from './context.ts'
import { staffMember, type Voice, voiceFor } from './lines.ts'
import { readAt, say } from './outbox.ts'
import { staffRoom } from './staff-rooms.ts'

export interface Happening {
  ticket: Ticket
  event: TicketEvent
  /** Null for the program's own clocks. */
  actor: Person | null
  /** Room the actor spoke in; null in a direct chat, on the page, and for clocks. */
  roomId: string | null
  /** Stars given in the same breath; 0 when none. */
  stars?: number
  /** Who had it before. */
  before?: string | null
}

export type Of<T extends TicketEvent['type']> = Happening & { event: Extract<TicketEvent, { type: T }> }

/** Did the actor speak where the ticket's words go? Then they are awake and are answered whatever the hour. */
export const spokeThere = ({ ticket, actor, roomId }: Happening): boolean =>
  actor !== null && (ticket.roomId === null ? actor.id === ticket.reporterId : roomId === ticket.roomId)

/** Directly (while they are away: whoever stands in), and in the staff group when that fails or nobody is assigned. */
export async function tellAssignee(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  ticket: Ticket,
  words: (voice: Voice) => string,
  extra: { key?: string; waitMs?: number } = {},
): Promise<void> {
  const assignee = staffMember(directory, ticket.assigneeId)
  const person = assignee && standIn(directory, assignee, cx.now())
  const room = staffRoom(directory, ticket)
  const pace = ticket.urgency === 'emergency' ? 'now' : 'waits'
  const text = words(voiceFor(directory, 'zh-CN', cx.now(), readAt(directory, cx.now(), pace)))
  if (person) await say(cx, tx, directory, { to: { person: person.id }, text, ticketId: ticket.id, pace, fallbackRoom: room, ...extra })
  else if (room !== null) await say(cx, tx, directory, { to: { room }, text, ticketId: ticket.id, pace, ...extra })
}
