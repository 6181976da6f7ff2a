/** Who hears of the parts of a matter, and of its going from hand to hand. */
import { calledName, type Directory } from '../core/community.ts'
import { openParts, type Part } from '../core/parts.ts'
import type { TicketLine } from '../core/phrases/phrases.ts'
import type { Ticket } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import type { DeskContext } from './context.ts'
import { type Happening, tellAssignee } from './happening.ts'
import { staffMember, type Voice, voiceFor } from './lines.ts'
import { readAt, say } from './outbox.ts'
import { handName, isTask, partWords } from './part-lines.ts'
import { staffRoom } from './staff-rooms.ts'

/** A part in a list of tickets: the matter's number, the part's own work and people. */
export function partLine(directory: Directory, voice: Voice, ticket: Ticket, part: Part): TicketLine {
  const line = voice.line(ticket)
  const person = staffMember(directory, part.assigneeId)
  const who = handName(directory, part)
  const title = voice.phrases.partTitle({ title: line.title, what: part.what, task: isTask(ticket, part) })
  return { ...line, title, who, name: person ? calledName(person) : who }
}

const paceOf = (ticket: Ticket): 'now' | 'waits' => (ticket.urgency === 'emergency' ? 'now' : 'waits')

/** Something happened to a part: the supporter gets the card, the lead hears what comes of it. */
export async function announcePart(cx: DeskContext, tx: Tx, directory: Directory, happening: Happening, no: number, words: string): Promise<void> {
  const { ticket, actor } = happening
  const part = ticket.parts.find((one) => one.no === no)
  if (!part) return
  const worded = (voice: Voice) => ({ ticket: voice.line(ticket), part: partWords(directory, voice, ticket, part, cx.now()) })
  const from = actor && actor.id !== part.assigneeId ? calledName(actor) : ''
  if (part.state === 'asked') await tellSupporter(cx, tx, directory, ticket, part, (v) => v.phrases.partCard({ ...worded(v), from }))
  if (part.state === 'cancelled')
    await tellSupporter(cx, tx, directory, ticket, part, (v) => v.phrases.partCancelledCard({ ...worded(v), reason: words }))
  if (actor?.id === ticket.assigneeId || part.assigneeId === ticket.assigneeId) return
  const left = openParts(ticket).length
  await tellAssignee(cx, tx, directory, ticket, (v) => v.phrases.partNews({ ...worded(v), words, left }))
}

/** The matter has ended: whoever still had a part of it hears that it is not needed. */
export async function dropParts(cx: DeskContext, tx: Tx, directory: Directory, ticket: Ticket): Promise<void> {
  const dropped = ticket.parts.filter(({ state, endedAt }) => state === 'cancelled' && endedAt !== null && endedAt === ticket.closedAt)
  for (const part of dropped)
    await tellSupporter(cx, tx, directory, ticket, part, (v) =>
      v.phrases.partCancelledCard({ ticket: v.line(ticket), part: partWords(directory, v, ticket, part, cx.now()), reason: '' }),
    )
}

async function tellSupporter(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  ticket: Ticket,
  part: Part,
  words: (voice: Voice) => string,
): Promise<void> {
  const person = staffMember(directory, part.assigneeId)
  const room = staffRoom(directory, { orgId: part.orgId, gridId: ticket.gridId })
  const to = person ? { person: person.id } : room === null ? undefined : { room }
  if (!to) return
  const pace = paceOf(ticket)
  const text = words(voiceFor(directory, 'zh-CN', cx.now(), readAt(directory, cx.now(), pace)))
  const key = `part:${ticket.id}:${part.no}:${part.state}`
  await say(cx, tx, directory, { to, text, ticketId: ticket.id, key, pace, fallbackRoom: person ? room : null })
}

/** Whoever had it before hears that it has gone on, and whether they still answer for it. */
export async function tellEarlierHolder(cx: DeskContext, tx: Tx, directory: Directory, happening: Happening, reason: string): Promise<void> {
  const { ticket, actor, before } = happening
  const earlier = staffMember(directory, ticket.heldBy?.assigneeId ?? before ?? null)
  if (!earlier || earlier.id === actor?.id || earlier.id === ticket.assigneeId) return
  const pace = paceOf(ticket)
  const voice = voiceFor(directory, 'zh-CN', cx.now(), readAt(directory, cx.now(), pace))
  await say(cx, tx, directory, {
    to: { person: earlier.id },
    text: voice.phrases.heldCard({ ticket: voice.line(ticket), reason, still: ticket.heldBy !== null }),
    ticketId: ticket.id,
    key: `held:${ticket.id}:${earlier.id}`,
    pace,
    fallbackRoom: staffRoom(directory, { orgId: earlier.orgId, gridId: ticket.gridId }),
  })
}
