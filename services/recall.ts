/** A message taken back 撤回: it leaves the chat's view, the tickets and leads it was told to, and the words that were made of it. */
import { and, asc, eq, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Directory, Person } from '../core/community.ts'
import { fold, type RecordedEvent } from '../core/evolve.ts'
import { redacted } from '../core/redaction.ts'
import { phaseOf, RECALLED, type Ticket, type TicketEvent } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import type { MessageRow } from '../db/tables.ts'
import { insertMessage, whoAndWhere } from './arrivals.ts'
import { answerIsWaiting, refreshWaiting } from './cards.ts'
import type { DeskContext } from './context.ts'
import type { Arrival, Receipt } from './intake.ts'
import { voiceFor } from './lines.ts'
import { messageById } from './message-rows.ts'
import { onlyTicket, ticketsOfMessage } from './ticket-rows.ts'
import { act } from './tickets.ts'

/** A report may begin with messages of its sender that came so shortly before. */
const PIECES_WITHIN_MS = 15 * 60_000
/** Shorter words stand in too many sentences to be taken out of them. */
const LEAST_LETTERS = 4
const GONE = '（已撤回）'

/** A report taken back before it was answered is withdrawn without a word. */
export async function hearRecall(cx: DeskContext, tx: Tx, arrival: Arrival): Promise<Receipt> {
  const { directory, message, person } = arrival
  const receipt: Receipt = { fresh: true, communityId: directory.id, action: 'ignore', opened: [] }
  const original = await messageById(cx, tx, directory.id, message.account, message.recalls ?? '')
  await keepRecall(cx, tx, arrival)
  if (!original || original.recalledAt !== null) return receipt
  await hideMessage(cx, tx, directory, original)
  if (original.personId === person.id)
    for (const ticket of await ticketsOfMessage(cx, tx, directory.id, original.account, original.id))
      if (phaseOf(ticket.status) === 'open' && ticket.urgency !== 'emergency' && (await answerIsWaiting(cx, tx, directory, ticket)))
        await act(cx, tx, directory, { ticket, command: { type: 'withdraw', reason: RECALLED }, actor: person, roomId: arrival.roomId })
  for (const ticket of await ticketsWithWords(cx, tx, directory, original)) await redact(cx, tx, directory, { ticket, original, by: person })
  return receipt
}

const keepRecall = (cx: DeskContext, tx: Tx, arrival: Arrival): Promise<unknown> =>
  insertMessage(cx.db, tx, {
    ...whoAndWhere(cx, arrival),
    role: 'other',
    kind: 'recall',
    text: '',
    quote: null,
    mentions: [],
    mentionsBot: false,
    action: 'ignore',
  })

/** The message, its picture and the lead it may be keep nothing of it. */
async function hideMessage(cx: DeskContext, tx: Tx, directory: Directory, { account, id }: MessageRow): Promise<void> {
  const { attachments, leads, messages } = cx.db.tables
  await tx
    .update(messages)
    .set({ recalledAt: cx.now(), text: '', reading: null })
    .where(and(eq(messages.communityId, directory.id), eq(messages.account, account), eq(messages.id, id)))
  await tx
    .update(attachments)
    .set({ state: 'refused', hash: null, ticketId: null, nextAt: null, problem: RECALLED })
    .where(and(eq(attachments.communityId, directory.id), eq(attachments.account, account), eq(attachments.messageId, id)))
  const kept = await tx
    .select()
    .from(leads)
    .where(and(eq(leads.communityId, directory.id), eq(leads.account, account), eq(leads.messageId, id)))
  for (const lead of kept)
    await tx
      .update(leads)
      .set({ text: '', reading: { ...lead.reading, text: '', summary: undefined }, state: lead.state === 'pending' ? 'dropped' : lead.state })
      .where(and(eq(leads.communityId, directory.id), eq(leads.number, lead.number)))
}

/** Tickets the message opened, was appended to, or was a first piece of. */
async function ticketsWithWords(cx: DeskContext, tx: Tx, directory: Directory, original: MessageRow): Promise<Ticket[]> {
  const { tickets } = cx.db.tables
  const { account, id, matterId, personId, at } = original
  const rows = await tx
    .select()
    .from(tickets)
    .where(
      and(
        eq(tickets.communityId, directory.id),
        or(
          and(eq(tickets.account, account), eq(tickets.messageId, id)),
          eq(tickets.id, matterId ?? ''),
          and(eq(tickets.reporterId, personId ?? ''), gte(tickets.openedAt, at), lte(tickets.openedAt, at + PIECES_WITHIN_MS)),
        ),
      ),
    )
    .orderBy(asc(tickets.number))
  return rows.map(onlyTicket)
}

interface Redaction {
  ticket: Ticket
  original: MessageRow
  by: Person
}

/**
 * Blanks the words in the stored events, says in one more event that it was done, and folds the row anew: so that the row stays what its events
 * tell, and nothing keeps the words. The one place where an event that was written is changed.
 */
async function redact(cx: DeskContext, tx: Tx, directory: Directory, { ticket, original, by }: Redaction): Promise<void> {
  const { ticketEvents, tickets } = cx.db.tables
  const ofTicket = and(eq(ticketEvents.communityId, directory.id), eq(ticketEvents.ticketId, ticket.id))
  const record = await tx.select().from(ticketEvents).where(ofTicket).orderBy(asc(ticketEvents.seq))
  const title = voiceFor(directory, ticket.language, cx.now()).phrases.category(ticket.category)
  const taken = { messageId: original.id, personId: original.personId, text: original.text }
  const after = record.map((row) => ({ ...row, event: redacted(row.event, row.actorId, taken, title) }))
  const changed = after.filter((row, i) => row.event !== record[i]?.event)
  if (changed.length === 0) return
  for (const { seq, event } of changed)
    await tx
      .update(ticketEvents)
      .set({ event })
      .where(and(ofTicket, eq(ticketEvents.seq, seq)))
  const event: TicketEvent = { type: 'redacted', messageId: original.id }
  const at = cx.now()
  const events: RecordedEvent[] = [...after, { at, actorId: by.id, event }]
  const next = fold(events)
  await tx
    .insert(ticketEvents)
    .values({ communityId: directory.id, ticketId: ticket.id, seq: next.version, at, actorId: by.id, type: event.type, event })
  await tx
    .update(tickets)
    .set(next)
    .where(and(eq(tickets.communityId, directory.id), eq(tickets.id, ticket.id)))
  await hideInSayings(cx, tx, directory, next, original.text.trim())
}

/** Cards and answers: those that wait are made anew, those that were said keep a mark in their place. */
async function hideInSayings(cx: DeskContext, tx: Tx, directory: Directory, ticket: Ticket, words: string): Promise<void> {
  const { messages, outbox } = cx.db.tables
  if (phaseOf(ticket.status) === 'open') await refreshWaiting(cx, tx, directory, ticket)
  if (words === '') return
  const [part, mark] = [...words].length < LEAST_LETTERS ? [`"${words}"`, `"${GONE}"`] : [words, GONE]
  const said = await tx
    .update(outbox)
    .set({ text: sql`replace(${outbox.text}, ${part}, ${mark})` })
    .where(and(eq(outbox.communityId, directory.id), eq(outbox.ticketId, ticket.id)))
    .returning({ messageId: outbox.platformMessageId })
  const echoes = said.flatMap(({ messageId }) => (messageId === null ? [] : [messageId]))
  if (echoes.length > 0)
    await tx
      .update(messages)
      .set({ text: sql`replace(${messages.text}, ${part}, ${mark})` })
      .where(and(eq(messages.communityId, directory.id), eq(messages.role, 'bot'), inArray(messages.id, echoes), isNull(messages.recalledAt)))
}
