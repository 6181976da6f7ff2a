/**
 * What somebody said is taken out of everything that keeps it 打码: the message, its picture, the lead, the tickets' record and titles, the words the
 * bot made of it, the index it is found by, and others' quotes of it. By its author taking it back, or by an admin.
 */
import { and, asc, eq, gte, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import type { Directory, Person } from '../core/community.ts'
import { fold, type RecordedEvent } from '../core/evolve.ts'
import { redacted, sameAsQuoted } from '../core/redaction.ts'
import { phaseOf, RECALLED, type Ticket, type TicketEvent } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import type { MessageRow } from '../db/tables.ts'
import { refreshWaiting } from './cards.ts'
import type { DeskContext } from './context.ts'
import { takeWords } from './ledger/words.ts'
import { voiceFor } from './lines.ts'
import { onlyTicket } from './ticket-rows.ts'

/** A report may begin with messages of its sender that came so shortly before. */
const PIECES_WITHIN_MS = 15 * 60_000
/** People answer what was said of late: so long others' quotes are looked through. */
const QUOTED_WITHIN_MS = 7 * 86_400_000
/** Shorter words stand in too many sentences to be taken out of them. */
const LEAST_LETTERS = 4
const GONE = '（已撤回）'

export interface Redaction {
  original: MessageRow
  by: Person
}

/** The message and everything that was made of it. */
export async function hideMessage(cx: DeskContext, tx: Tx, directory: Directory, { original, by }: Redaction): Promise<void> {
  await blankMessage(cx, tx, directory, original)
  await blankQuotes(cx, tx, directory, original)
  for (const ticket of await ticketsWithWords(cx, tx, directory, original)) await redact(cx, tx, directory, { ticket, original, by })
}

/** Where others quoted it in the same chat. */
async function blankQuotes(cx: DeskContext, tx: Tx, directory: Directory, { text, roomId, heardOrder, at }: MessageRow): Promise<void> {
  if (roomId === null || [...text.trim()].length < LEAST_LETTERS) return
  const { messages } = cx.db.tables
  const later = await tx
    .select({ account: messages.account, id: messages.id, quote: messages.quote })
    .from(messages)
    .where(
      and(
        eq(messages.communityId, directory.id),
        eq(messages.roomId, roomId),
        gte(messages.heardOrder, heardOrder),
        lte(messages.at, at + QUOTED_WITHIN_MS),
        isNotNull(messages.quote),
      ),
    )
  for (const { account, id, quote } of later)
    if (quote && sameAsQuoted(quote.text, text))
      await tx
        .update(messages)
        .set({ quote: { name: quote.name, text: GONE } })
        .where(and(eq(messages.communityId, directory.id), eq(messages.account, account), eq(messages.id, id)))
}

/** The message, its picture and the lead it may be keep nothing of it. */
async function blankMessage(cx: DeskContext, tx: Tx, directory: Directory, { account, id }: MessageRow): Promise<void> {
  const { attachments, leads, messages } = cx.db.tables
  await tx
    .update(messages)
    .set({ recalledAt: cx.now(), text: '', reading: null })
    .where(and(eq(messages.communityId, directory.id), eq(messages.account, account), eq(messages.id, id)))
  const shown = await tx
    .select({ hash: attachments.hash })
    .from(attachments)
    .where(
      and(eq(attachments.communityId, directory.id), eq(attachments.account, account), eq(attachments.messageId, id), isNotNull(attachments.hash)),
    )
  await unsayPictures(
    cx,
    tx,
    directory.id,
    shown.flatMap(({ hash }) => (hash === null ? [] : [hash])),
  )
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

/** Pictures that were passed on, or wait to be. */
export async function unsayPictures(cx: DeskContext, tx: Tx, communityId: string, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return
  const { outbox } = cx.db.tables
  await tx
    .update(outbox)
    .set({ pictureHash: null, state: sql`case when ${outbox.state} = 'pending' then 'dropped' else ${outbox.state} end` })
    .where(and(eq(outbox.communityId, communityId), inArray(outbox.pictureHash, [...hashes])))
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

/** Blanks the words in the stored events. */
async function redact(cx: DeskContext, tx: Tx, directory: Directory, { ticket, original, by }: Redaction & { ticket: Ticket }): Promise<void> {
  const title = voiceFor(directory, ticket.language, cx.now()).phrases.category(ticket.category)
  const taken = { messageId: original.id, personId: original.personId, text: original.text }
  const next = await rewriteRecord(cx, tx, directory.id, ticket.id, by.id, { type: 'redacted', messageId: original.id }, (record) =>
    record.map((row) => ({ ...row, event: redacted(row.event, row.actorId, taken, title) })),
  )
  if (next) await hideInSayings(cx, tx, directory, next, original.text.trim())
}

/**
 * Changes what the stored events say, adds one that says that it was done, and folds the row anew: so that the row stays what its events tell, and
 * nothing keeps what has left. The one place where an event that was written is changed.
 * @returns the ticket afterwards; undefined when nothing changed
 */
export async function rewriteRecord(
  cx: DeskContext,
  tx: Tx,
  communityId: string,
  ticketId: string,
  by: string | null,
  done: TicketEvent,
  change: (record: readonly RecordedEvent[]) => readonly RecordedEvent[],
): Promise<Ticket | undefined> {
  const { ticketEvents, tickets } = cx.db.tables
  const ofTicket = and(eq(ticketEvents.communityId, communityId), eq(ticketEvents.ticketId, ticketId))
  const record = await tx.select().from(ticketEvents).where(ofTicket).orderBy(asc(ticketEvents.seq))
  const after = change(record.map(({ at, actorId, event }) => ({ at, actorId, event })))
  const changed = record.flatMap(({ seq, event, actorId }, i) => {
    const now = after[i]
    return now && (now.event !== event || now.actorId !== actorId) ? [{ seq, event: now.event, actorId: now.actorId }] : []
  })
  if (changed.length === 0) return undefined
  for (const { seq, event, actorId } of changed)
    await tx
      .update(ticketEvents)
      .set({ event, actorId })
      .where(and(ofTicket, eq(ticketEvents.seq, seq)))
  const at = cx.now()
  const next = fold([...after, { at, actorId: by, event: done }])
  await tx.insert(ticketEvents).values({ communityId, ticketId, seq: next.version, at, actorId: by, type: done.type, event: done })
  await tx
    .update(tickets)
    .set(next)
    .where(and(eq(tickets.communityId, communityId), eq(tickets.id, ticketId)))
  await takeWords(cx, tx, communityId, [next])
  return next
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
