/** One ticket with all that belongs to it. */
import { and, asc, desc, eq, inArray, isNotNull, ne, type SQL, sql } from 'drizzle-orm'
import { calledName, type Directory } from '../../core/community.ts'
import type { RecordedEvent } from '../../core/evolve.ts'
import { statusesIn, type Ticket } from '../../core/ticket.ts'
import type { AttachmentRow, MessageRow, TicketRow } from '../../db/tables.ts'
import { attachmentsOfTicket } from '../attachment-rows.ts'
import type { DeskContext } from '../context.ts'
import { eventsOf, onlyTicket } from '../ticket-rows.ts'
import { opaque } from './conditions.ts'
import { webTimeOf } from './pictures.ts'

export interface TimedAttachment extends AttachmentRow {
  at: number
}

export interface TicketWhole {
  ticket: Ticket
  events: RecordedEvent[]
  messages: MessageRow[]
  /** Stored pictures, oldest first. */
  attachments: TimedAttachment[]
  related: Ticket[]
  /** Called names of everybody who appears. */
  names: Map<string, string>
}

const MESSAGES_SHOWN = 200
const RELATED_SHOWN = 8

export async function ticketWhole(cx: DeskContext, directory: Directory, ticket: Ticket): Promise<TicketWhole> {
  const events = await eventsOf(cx, cx.db.read, directory.id, ticket.id)
  const messages = await messagesOf(cx, directory.id, ticket)
  const related = await relatedTo(cx, directory.id, ticket)
  const people = [ticket, ...related].flatMap((one) => [one.reporterId, one.assigneeId, ...one.followers])
  const names = await namesOf(cx, directory.id, [...people, ...events.map(({ actorId }) => actorId), ticket.verifierId])
  return { ticket, events, messages, attachments: await picturesOf(cx, directory.id, ticket, messages), related, names }
}

async function messagesOf(cx: DeskContext, communityId: string, ticket: Ticket): Promise<MessageRow[]> {
  const { messages: m } = cx.db.tables
  // One by one, each along its index.
  const opening = await cx.db.read
    .select()
    .from(m)
    .where(and(eq(m.communityId, communityId), eq(m.account, ticket.account), eq(m.id, ticket.messageId)))
  const later = await cx.db.read
    .select()
    .from(m)
    .where(and(eq(m.communityId, communityId), eq(m.matterId, ticket.id)))
    .orderBy(desc(m.heardOrder))
    .limit(MESSAGES_SHOWN)
  const all = new Map([...opening, ...later].map((row) => [`${row.account} ${row.id}`, row]))
  return [...all.values()].filter(({ kind }) => kind !== 'recall').sort((a, b) => a.heardOrder - b.heardOrder)
}

async function picturesOf(cx: DeskContext, communityId: string, ticket: Ticket, messages: readonly MessageRow[]): Promise<TimedAttachment[]> {
  const rows = (await attachmentsOfTicket(cx, cx.db.read, communityId, ticket.id)).filter(({ hash }) => hash !== null)
  const times = new Map(messages.map(({ account, id, at }) => [`${account} ${id}`, at]))
  return rows
    .map((row) => ({ ...row, at: webTimeOf(row.messageId) ?? times.get(`${row.account} ${row.messageId}`) ?? ticket.openedAt }))
    .sort((a, b) => a.at - b.at)
}

/** Merged into it or split from it, and what is open of the same kind in the same building. */
async function relatedTo(cx: DeskContext, communityId: string, ticket: Ticket): Promise<Ticket[]> {
  const { tickets: t } = cx.db.tables
  const kin = [ticket.mergedInto, ticket.splitFrom].filter((number) => number !== null)
  // One by one, each along its index: asked together, SQLite walks through the whole ledger.
  const rows: TicketRow[] = []
  for (const akin of [eq(t.mergedInto, ticket.number), eq(t.splitFrom, ticket.number), ...(kin.length > 0 ? [inArray(t.number, kin)] : [])])
    rows.push(
      ...(await cx.db.read
        .select()
        .from(t)
        .where(and(eq(t.communityId, communityId), akin, ne(t.id, ticket.id)))
        .orderBy(desc(sql`+${t.number}`))
        .limit(RELATED_SHOWN)),
    )
  rows.sort((a, b) => b.number - a.number)
  const neighbours =
    ticket.buildingId === null
      ? []
      : await cx.db.read
          .select()
          .from(t)
          .where(
            and(
              eq(t.communityId, communityId),
              // Of what is not closed, which is little: a building's own index holds all it ever had.
              inArray(t.status, statusesIn('open', 'resolved')),
              opaque(and(eq(t.buildingId, ticket.buildingId), ne(t.id, ticket.id), eq(t.category, ticket.category)) as SQL),
            ),
          )
          .orderBy(desc(sql`+${t.number}`))
          .limit(RELATED_SHOWN)
  const all = new Map([...rows, ...neighbours].map((row) => [row.id, onlyTicket(row)]))
  return [...all.values()].slice(0, RELATED_SHOWN)
}

/** Called names by id; who is not known any more is missing. */
export async function namesOf(cx: DeskContext, communityId: string, ids: readonly (string | null | undefined)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => typeof id === 'string'))]
  if (wanted.length === 0) return new Map()
  const { people } = cx.db.tables
  const rows = await cx.db.read
    .select({ id: people.id, name: people.name, title: people.title })
    .from(people)
    .where(and(eq(people.communityId, communityId), inArray(people.id, wanted)))
    .orderBy(asc(people.id))
  return new Map(rows.map((row) => [row.id, calledName(row)]))
}

/** How many stored pictures tickets have. */
export async function pictureCounts(cx: DeskContext, communityId: string, ticketIds: readonly string[]): Promise<Map<string, number>> {
  if (ticketIds.length === 0) return new Map()
  const { attachments: a } = cx.db.tables
  const rows = await cx.db.read
    .select({ ticketId: a.ticketId, n: sql<number>`cast(count(*) as integer)` })
    .from(a)
    .where(and(eq(a.communityId, communityId), inArray(a.ticketId, [...ticketIds]), isNotNull(a.hash)))
    .groupBy(a.ticketId)
  return new Map(rows.flatMap(({ ticketId, n }) => (ticketId === null ? [] : [[ticketId, n] as const])))
}
