/** Tickets in the database: read, found by what people say, written as events and row together. */
import { and, asc, desc, eq, gt, inArray, or, sql } from 'drizzle-orm'
import type { Directory, Person } from '../core/community.ts'
import { evolve, fold, type RecordedEvent } from '../core/evolve.ts'
import { statusesIn, type Ticket, type TicketEvent } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import type { Tables, TicketRow } from '../db/tables.ts'
import type { DeskContext, Read } from './context.ts'

export function onlyTicket({ communityId: _, ...ticket }: TicketRow): Ticket {
  return ticket
}

export async function ticketByNumber(cx: DeskContext, read: Read, communityId: string, number: number): Promise<Ticket | undefined> {
  const { tickets } = cx.db.tables
  const [row] = await read
    .select()
    .from(tickets)
    .where(and(eq(tickets.communityId, communityId), eq(tickets.number, number)))
  return row && onlyTicket(row)
}

export async function ticketById(cx: DeskContext, read: Read, communityId: string, id: string): Promise<Ticket | undefined> {
  const { tickets } = cx.db.tables
  const [row] = await read
    .select()
    .from(tickets)
    .where(and(eq(tickets.communityId, communityId), eq(tickets.id, id)))
  return row && onlyTicket(row)
}

export async function ticketsOfMessage(cx: DeskContext, read: Read, communityId: string, account: string, messageId: string): Promise<Ticket[]> {
  const { tickets } = cx.db.tables
  const rows = await read
    .select()
    .from(tickets)
    .where(and(eq(tickets.communityId, communityId), eq(tickets.account, account), eq(tickets.messageId, messageId)))
    .orderBy(asc(tickets.number))
  return rows.map(onlyTicket)
}

/** A closed matter is still remembered for what may be said about it afterwards. */
export const REMEMBERED_AFTER_CLOSING = { days: 7 }
const MATTERS_KEPT = 60

const roomsMatters = prepared((read: Read, { tickets }) =>
  read
    .select()
    .from(tickets)
    .where(
      and(
        eq(tickets.communityId, sql.placeholder('communityId')),
        eq(tickets.roomId, sql.placeholder('roomId')),
        or(inArray(tickets.status, statusesIn('open', 'resolved')), gt(tickets.statusAt, sql.param(sql.placeholder('since'), tickets.statusAt))),
      ),
    )
    .orderBy(desc(tickets.statusAt))
    .limit(MATTERS_KEPT)
    .prepare(''),
)

/** Tickets a message in this room may be about, newest first. */
export async function mattersOfRoom(cx: DeskContext, read: Read, communityId: string, roomId: string): Promise<Ticket[]> {
  const since = cx.now() - REMEMBERED_AFTER_CLOSING.days * 86_400_000
  return (await roomsMatters(cx.db, read, { communityId, roomId, since })).map(onlyTicket)
}

const mattersAs = (what: 'assigneeId' | 'reporterId') =>
  prepared((read: Read, { tickets }: Tables) =>
    read
      .select()
      .from(tickets)
      .where(
        and(
          eq(tickets.communityId, sql.placeholder('communityId')),
          eq(tickets[what], sql.placeholder('personId')),
          or(inArray(tickets.status, statusesIn('open', 'resolved')), gt(tickets.statusAt, sql.param(sql.placeholder('since'), tickets.statusAt))),
        ),
      )
      .orderBy(desc(tickets.statusAt))
      .limit(MATTERS_KEPT)
      .prepare(''),
  )
/** One by one, each along its index: asked together, SQLite walks through the whole ledger. */
const mattersAssigned = mattersAs('assigneeId')
const mattersReported = mattersAs('reporterId')

/** Tickets a direct message may be about: those the person answers for, and those the person reported. */
export async function mattersOfPerson(cx: DeskContext, read: Read, communityId: string, personId: string): Promise<Ticket[]> {
  const since = cx.now() - REMEMBERED_AFTER_CLOSING.days * 86_400_000
  const assigned = await mattersAssigned(cx.db, read, { communityId, personId, since })
  const reported = await mattersReported(cx.db, read, { communityId, personId, since })
  return [...assigned, ...reported.filter((row) => row.assigneeId !== personId)]
    .sort((a, b) => b.statusAt - a.statusAt)
    .slice(0, MATTERS_KEPT)
    .map(onlyTicket)
}

export async function openTicketsOf(
  cx: DeskContext,
  read: Read,
  communityId: string,
  where: { assigneeId: string } | { orgId: string },
): Promise<Ticket[]> {
  const { tickets } = cx.db.tables
  const whose = 'assigneeId' in where ? eq(tickets.assigneeId, where.assigneeId) : eq(tickets.orgId, where.orgId)
  const rows = await read
    .select()
    .from(tickets)
    .where(and(eq(tickets.communityId, communityId), whose, inArray(tickets.status, statusesIn('open'))))
    .orderBy(asc(tickets.resolveBy))
    .limit(MATTERS_KEPT)
  return rows.map(onlyTicket)
}

/** Open tickets by person, for giving new work to who has least. */
export async function openWork(cx: DeskContext, read: Read, communityId: string): Promise<Map<string, number>> {
  const { tickets } = cx.db.tables
  const rows = await read
    .select({ personId: tickets.assigneeId, n: sql<number>`cast(count(*) as integer)` })
    .from(tickets)
    .where(and(eq(tickets.communityId, communityId), inArray(tickets.status, statusesIn('open'))))
    .groupBy(tickets.assigneeId)
  return new Map(rows.filter((row) => row.personId !== null).map((row) => [row.personId as string, row.n]))
}

/** A number people can say: counted per community, never given twice. */
export async function nextTicketNumber(cx: DeskContext, tx: Tx, communityId: string): Promise<number> {
  const { communities } = cx.db.tables
  const [row] = await tx
    .update(communities)
    .set({ lastTicketNumber: sql`${communities.lastTicketNumber} + 1` })
    .where(eq(communities.id, communityId))
    .returning({ number: communities.lastTicketNumber })
  if (!row) throw new Error(`community ${communityId} vanished`)
  return row.number
}

/** Appends events to a ticket's record and brings its row up to date: the only way a ticket changes. */
export async function record(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  ticket: Ticket | undefined,
  events: readonly TicketEvent[],
  actor: Person | null,
): Promise<Ticket> {
  const { tickets, ticketEvents } = cx.db.tables
  const at = cx.now()
  let next = ticket
  const rows: (typeof ticketEvents.$inferInsert)[] = []
  for (const event of events) {
    next = evolve(next, event, at, actor?.id ?? null)
    rows.push({ communityId: directory.id, ticketId: next.id, seq: next.version, at, actorId: actor?.id ?? null, type: event.type, event })
  }
  if (!next) throw new Error('nothing to record')
  if (rows.length === 0) return next
  if (ticket === undefined) await tx.insert(tickets).values({ communityId: directory.id, ...next })
  else {
    const changed = await tx
      .update(tickets)
      .set(next)
      .where(and(eq(tickets.communityId, directory.id), eq(tickets.id, next.id), eq(tickets.version, ticket.version)))
      .returning({ id: tickets.id })
    if (changed.length === 0) throw new Error(`ticket ${next.id} changed underneath`)
  }
  await tx.insert(ticketEvents).values(rows)
  return next
}

export async function eventsOf(cx: DeskContext, read: Read, communityId: string, ticketId: string): Promise<RecordedEvent[]> {
  const { ticketEvents } = cx.db.tables
  return read
    .select({ at: ticketEvents.at, actorId: ticketEvents.actorId, event: ticketEvents.event })
    .from(ticketEvents)
    .where(and(eq(ticketEvents.communityId, communityId), eq(ticketEvents.ticketId, ticketId)))
    .orderBy(asc(ticketEvents.seq))
}

/** The ticket as its events tell it; for the check that the row says the same. */
export const refold = async (cx: DeskContext, read: Read, communityId: string, ticketId: string): Promise<Ticket> =>
  fold(await eventsOf(cx, read, communityId, ticketId))

/** Databases bound the values of one question. */
const TICKETS_AT_ONCE = 500

/** Events of many tickets, by ticket, each in its order. */
export async function eventsOfMany(
  cx: DeskContext,
  read: Read,
  communityId: string,
  ticketIds: readonly string[],
): Promise<Map<string, RecordedEvent[]>> {
  const { ticketEvents } = cx.db.tables
  const byTicket = new Map<string, RecordedEvent[]>()
  for (let i = 0; i < ticketIds.length; i += TICKETS_AT_ONCE) {
    const rows = await read
      .select({ ticketId: ticketEvents.ticketId, at: ticketEvents.at, actorId: ticketEvents.actorId, event: ticketEvents.event })
      .from(ticketEvents)
      .where(and(eq(ticketEvents.communityId, communityId), inArray(ticketEvents.ticketId, ticketIds.slice(i, i + TICKETS_AT_ONCE))))
      .orderBy(asc(ticketEvents.ticketId), asc(ticketEvents.seq))
    for (const { ticketId, ...event } of rows) {
      const known = byTicket.get(ticketId)
      if (known) known.push(event)
      else byTicket.set(ticketId, [event])
    }
  }
  return byTicket
}
