/** The grid worker looks at it on the spot 核实: who is asked, and what they get. */
import { calledName, communityOffice, type Directory, type Person } from '../core/community.ts'
import { isAway } from '../core/presence.ts'
import { personFor } from '../core/routing.ts'
import { phaseOf, type Ticket, type TicketEvent } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import { attachmentsOfTicket } from './attachment-rows.ts'
import { sayPictureOnce } from './cards.ts'
import type { DeskContext } from './context.ts'
import type { Of } from './happening.ts'
import { voiceFor } from './lines.ts'
import { readAt, say } from './outbox.ts'
import { officeRoom } from './staff-rooms.ts'
import { eventsOf } from './ticket-rows.ts'

/** The grid worker of the place; where the grid has none, the community's person on duty. */
export function verifierFor(directory: Directory, ticket: Pick<Ticket, 'gridId'>, now: number): Person | undefined {
  const worker = directory.staff.find(
    (p) => p.role === 'grid_worker' && !isAway(directory, p, now) && ticket.gridId !== null && p.gridIds.includes(ticket.gridId),
  )
  if (worker) return worker
  const { assigneeId } = personFor(directory, communityOffice(directory), ticket.gridId, now, new Map())
  return directory.staff.find((p) => p.id === assigneeId)
}

/** The card of what is to be looked at, with the pictures of the report first and those of the work after them. */
export async function sayVerifyCard(cx: DeskContext, tx: Tx, directory: Directory, { ticket, event, actor }: Of<'verify_asked'>): Promise<void> {
  const pace = ticket.urgency === 'emergency' ? 'now' : 'waits'
  const voice = voiceFor(directory, 'zh-CN', cx.now(), readAt(directory, cx.now(), pace))
  const pictures = (await attachmentsOfTicket(cx, tx, directory.id, ticket.id)).filter(
    (row) => row.state === 'stored' && row.mime?.startsWith('image/'),
  )
  const proofs = pictures.filter((row) => row.purpose === 'proof')
  const done = (await eventsOf(cx, tx, directory.id, ticket.id)).map(({ event: one }) => one).findLast(isResolved)
  await say(cx, tx, directory, {
    to: { person: event.verifierId },
    text: voice.phrases.verifyCard({
      ticket: voice.line(ticket),
      from: actor && actor.id !== event.verifierId ? calledName(actor) : '',
      said: done?.words ?? '',
      done: phaseOf(ticket.status) !== 'open',
      pictures: proofs.length,
    }),
    ticketId: ticket.id,
    key: `verify:${ticket.id}`,
    pace,
    fallbackRoom: officeRoom(directory),
  })
  for (const row of [...pictures.filter((one) => one.purpose !== 'proof'), ...proofs])
    if (row.hash !== null) await sayPictureOnce(cx, tx, directory, { ticket, hash: row.hash, to: { person: event.verifierId } })
}

const isResolved = (event: TicketEvent): event is Extract<TicketEvent, { type: 'resolved' }> => event.type === 'resolved'
