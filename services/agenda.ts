/** The agenda of the joint meeting, read: what is called for, passed up, late or left over, with what was agreed. */
import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { Directory } from '../core/community.ts'
import { type AgendaReason, agendaOf, isPassedUp } from '../core/meeting.ts'
import { statusesIn, type Ticket } from '../core/ticket.ts'
import type { MeetingMatterRow, MeetingRow } from '../db/tables.ts'
import type { DeskContext, Read } from './context.ts'
import { eventsOfMany, onlyTicket } from './ticket-rows.ts'

/** A matter on the agenda, with what was called for and agreed. */
export interface AgendaItem {
  ticket: Ticket
  why: AgendaReason[]
  /** Why somebody called for it; empty when nobody did. */
  reason: string
  /** What this meeting has agreed; null until it has. */
  minutes: { plan: string; until: number | null; at: number } | null
  /** What an earlier meeting agreed last. */
  before: { plan: string; until: number | null; meeting: number } | null
}

export interface Agenda {
  /** Its number; `at` is null until somebody has called it. Instants are milliseconds since the epoch. */
  meeting: { number: number; at: number | null; place: string; calledBy: string | null }
  items: AgendaItem[]
}

export async function openMeeting(cx: DeskContext, read: Read, communityId: string): Promise<MeetingRow | undefined> {
  const { meetings } = cx.db.tables
  const [row] = await read
    .select()
    .from(meetings)
    .where(and(eq(meetings.communityId, communityId), isNull(meetings.closedAt)))
  return row
}

export async function lastMeeting(cx: DeskContext, read: Read, communityId: string): Promise<MeetingRow | undefined> {
  const { meetings } = cx.db.tables
  const [row] = await read.select().from(meetings).where(eq(meetings.communityId, communityId)).orderBy(desc(meetings.number)).limit(1)
  return row
}

/** Meetings, the newest first. */
export async function meetingsOf(cx: DeskContext, read: Read, communityId: string, limit = 20): Promise<MeetingRow[]> {
  const { meetings } = cx.db.tables
  return read.select().from(meetings).where(eq(meetings.communityId, communityId)).orderBy(desc(meetings.number)).limit(limit)
}

/** What stood on a meeting's agenda, and what was agreed. */
export async function mattersOfMeeting(cx: DeskContext, read: Read, communityId: string, number: number): Promise<MeetingMatterRow[]> {
  const { meetingMatters } = cx.db.tables
  return read
    .select()
    .from(meetingMatters)
    .where(and(eq(meetingMatters.communityId, communityId), eq(meetingMatters.meetingNumber, number)))
    .orderBy(asc(meetingMatters.minutedAt), asc(meetingMatters.ticketId))
}

/** The agenda of the next meeting, or of the one under way. */
export async function agendaNow(cx: DeskContext, read: Read, directory: Directory): Promise<Agenda> {
  const { tickets } = cx.db.tables
  const open = await openMeeting(cx, read, directory.id)
  const last = open ? undefined : await lastMeeting(cx, read, directory.id)
  const number = open?.number ?? (last?.number ?? 0) + 1
  const called = open ? await mattersOfMeeting(cx, read, directory.id, open.number) : []
  const earlier = number > 1 ? await mattersOfMeeting(cx, read, directory.id, number - 1) : []
  const unsettled = (
    await read
      .select()
      .from(tickets)
      .where(and(eq(tickets.communityId, directory.id), inArray(tickets.status, statusesIn('open', 'resolved'))))
  ).map(onlyTicket)
  const items = agendaOf(
    {
      tickets: unsettled,
      calledFor: new Set(called.filter((row) => row.calledBy !== null).map((row) => row.ticketId)),
      passedUp: await passedUp(cx, read, directory, unsettled),
      carried: new Set(earlier.map((row) => row.ticketId)),
    },
    cx.now(),
  )
  const rowOf = (rows: readonly MeetingMatterRow[], ticket: Ticket) => rows.find((row) => row.ticketId === ticket.id)
  const known = new Set(items.map(({ ticket }) => ticket.id))
  // What has been minuted stays on the agenda, whatever brought it there.
  const minuted = unsettled.filter((ticket) => !known.has(ticket.id) && (rowOf(called, ticket)?.minutedAt ?? null) !== null)
  return {
    meeting: { number, at: open?.at ?? null, place: open?.place ?? '', calledBy: open?.calledBy ?? null },
    items: [...items, ...minuted.map((ticket) => ({ ticket, why: rowOf(called, ticket)?.why ?? [] }))].map(({ ticket, why }) => {
      const row = rowOf(called, ticket)
      const past = rowOf(earlier, ticket)
      return {
        ticket,
        why,
        reason: row?.reason ?? '',
        minutes: row?.minutedAt == null ? null : { plan: row.plan ?? '', until: row.until, at: row.minutedAt },
        before: past?.plan == null ? null : { plan: past.plan, until: past.until, meeting: past.meetingNumber },
      }
    }),
  }
}

/** Only matters that are above the courtyard, or on the way there, can have been passed up: theirs are the events that are read. */
async function passedUp(cx: DeskContext, read: Read, directory: Directory, tickets: readonly Ticket[]): Promise<Set<string>> {
  const courtyard = new Set(directory.organisations.filter(({ kind }) => kind === 'property' || kind === 'owners').map(({ id }) => id))
  const some = tickets.filter(({ orgId }) => orgId !== null && !courtyard.has(orgId)).map(({ id }) => id)
  const events = await eventsOfMany(cx, read, directory.id, some)
  return new Set([...events].filter(([, record]) => isPassedUp(record.map(({ event }) => event))).map(([id]) => id))
}
