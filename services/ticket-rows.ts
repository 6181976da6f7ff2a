/** Tickets in the database: read, found by what people say, written as events and row together. */
import { and, asc, desc, eq, gt, inArray, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Directory, Person } from '../core/community.ts'
import { evolve, fold, type RecordedEvent } from '../core/evolve.ts'
import { statusesIn, type Ticket, type TicketEvent } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import type { Tables, TicketRow } from '../db/tables.ts'
import type { DeskContext, Read } from './context.ts'
import { opaque } from './ledger/conditions.ts'
import { changesWords, markStale } from './ledger/stale-words.ts'
import { queueHooks } from './webhooks/queue.ts'

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

/** Asked phase by phase, each along its index: asked together, databases walk through all that a room or a member of staff ever had. */
const mattersAs = (what: 'roomId' | 'assigneeId', which: 'unclosed' | 'closed since') =>
  prepared((read: Read, { tickets }: Tables) =>
    read
      .select()
      .from(tickets)
      .where(
        and(
          eq(tickets.communityId, sql.placeholder('communityId')),
          eq(tickets[what], sql.placeholder('whose')),
          inArray(tickets.status, which === 'unclosed' ? statusesIn('open', 'resolved') : statusesIn('closed')),
          which === 'unclosed' ? undefined : gt(tickets.statusAt, sql.param(sql.placeholder('since'), tickets.statusAt)),
        ),
      )
      .orderBy(desc(tickets.statusAt))
      .limit(MATTERS_KEPT)
      .prepare(''),
  )
const MATTERS = {
  room: [mattersAs('roomId', 'unclosed'), mattersAs('roomId', 'closed since')],
  assignee: [mattersAs('assigneeId', 'unclosed'), mattersAs('assigneeId', 'closed since')],
} as const
/** What one person told is little: along its own index all of it is looked at. */
const mattersReported = prepared((read: Read, { tickets: t }: Tables) =>
  read
    .select()
    .from(t)
    .where(
      and(
        eq(t.communityId, sql.placeholder('communityId')),
        eq(t.reporterId, sql.placeholder('whose')),
        opaque(or(inArray(t.status, statusesIn('open', 'resolved')), gt(t.statusAt, sql.param(sql.placeholder('since'), t.statusAt))) as SQL),
      ),
    )
    .orderBy(desc(t.statusAt))
    .limit(MATTERS_KEPT)
    .prepare(''),
)
const rememberedSince = (cx: DeskContext): number => cx.now() - REMEMBERED_AFTER_CLOSING.days * 86_400_000

async function mattersOf(cx: DeskContext, read: Read, communityId: string, what: keyof typeof MATTERS, whose: string): Promise<TicketRow[]> {
  const [unclosed, closed] = MATTERS[what]
  return [
    ...(await unclosed(cx.db, read, { communityId, whose })),
    ...(await closed(cx.db, read, { communityId, whose, since: rememberedSince(cx) })),
  ]
}

const newest = (rows: readonly TicketRow[]): Ticket[] =>
  [...rows]
    .sort((a, b) => b.statusAt - a.statusAt)
    .slice(0, MATTERS_KEPT)
    .map(onlyTicket)

/** Tickets a message in this room may be about, newest first. */
export async function mattersOfRoom(cx: DeskContext, read: Read, communityId: string, roomId: string): Promise<Ticket[]> {
  return newest(await mattersOf(cx, read, communityId, 'room', roomId))
}

/** Tickets a direct message may be about: those the person answers for, and those the person reported. */
export async function mattersOfPerson(cx: DeskContext, read: Read, communityId: string, personId: string): Promise<Ticket[]> {
  const assigned = await mattersOf(cx, read, communityId, 'assignee', personId)
  const reported = await mattersReported(cx.db, read, { communityId, whose: personId, since: rememberedSince(cx) })
  return newest([...assigned, ...reported.filter((row) => row.assigneeId !== personId)])
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

/** Tickets that any of these fits, each looked for along its own index: asked with "or", SQLite walks through the whole ledger. */
export async function ticketsOfAny(cx: DeskContext, read: Read, communityId: string, ways: readonly (SQL | undefined)[]): Promise<Ticket[]> {
  const { tickets } = cx.db.tables
  const found = new Map<string, Ticket>()
  for (const way of ways) {
    const rows = await read
      .select()
      .from(tickets)
      .where(and(eq(tickets.communityId, communityId), way))
    for (const row of rows) found.set(row.id, onlyTicket(row))
  }
  return [...found.values()]
}

/** Open tickets that others have parts of: few, and those with an open part are told apart by the caller. */
export async function ticketsWithParts(cx: DeskContext, read: Read, communityId: string): Promise<Ticket[]> {
  const { tickets } = cx.db.tables
  const rows = await read
    .select()
    .from(tickets)
    .where(and(eq(tickets.communityId, communityId), inArray(tickets.status, statusesIn('open')), ne(tickets.parts, [])))
    .orderBy(asc(tickets.resolveBy))
  return rows.map(onlyTicket)
}

/** Open tickets by person, for giving new work to who has least. */
export async function openWork(cx: DeskContext, read: Read, communityId: string): Promise<Map<string, number>> {
  const { tickets } = cx.db.tables
  const rows = await read
    .select({ personId: sql<string>`coalesce(${tickets.assigneeId}, '')`, n: sql<number>`cast(count(*) as integer)` })
    .from(tickets)
    .where(and(eq(tickets.communityId, communityId), inArray(tickets.status, statusesIn('open'))))
    // Not by the bare column: SQLite would walk through all tickets in the order of their people rather than look up the open ones.
    .groupBy(sql`coalesce(${tickets.assigneeId}, '')`)
  return new Map(rows.filter((row) => row.personId !== '').map((row) => [row.personId, row.n]))
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
      .set(changesOf(ticket, next))
      .where(and(eq(tickets.communityId, directory.id), eq(tickets.id, next.id), eq(tickets.version, ticket.version)))
      .returning({ id: tickets.id })
    if (changed.length === 0) throw new Error(`ticket ${next.id} changed underneath`)
    if (changesWords(ticket, next, events)) await markStale(cx, tx, directory.id, next.number)
  }
  await tx.insert(ticketEvents).values(rows)
  await queueHooks(cx, tx, directory.id, next, events)
  return next
}

/** Columns that were not touched are left out: an index is written anew for every column that is named, whatever stands in it. */
function changesOf(before: Ticket, after: Ticket): Partial<Ticket> {
  const held: Record<string, unknown> = { ...before }
  return Object.fromEntries(Object.entries(after).filter(([key, value]) => held[key] !== value))
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
