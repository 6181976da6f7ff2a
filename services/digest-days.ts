/** The days a digest speaks about, and what it can say of them: few whole tickets, the rest as counts. */
import { and, count, eq, gte, inArray, lt, type SQL } from 'drizzle-orm'
import { DateTime } from 'luxon'
import type { Directory } from '../core/community.ts'
import type { DaySpan, MonthTally } from '../core/digest.ts'
import { statusesIn, type Ticket } from '../core/ticket.ts'
import type { DeskContext, Read } from './context.ts'
import { opaque } from './ledger/conditions.ts'
import { ticketsOfAny } from './ticket-rows.ts'

/** @param daysBack whole days back; 0 for today up to now */
export function spanOf(directory: Directory, now: number, daysBack = 0): DaySpan {
  const day = DateTime.fromMillis(now, { zone: directory.timezone }).startOf('day').minus({ days: daysBack })
  return {
    from: day.toMillis(),
    to: daysBack === 0 ? now + 1 : day.plus({ days: 1 }).toMillis(),
    monthFrom: day.startOf('month').toMillis(),
  }
}

/** The week of a day beside the one before it. */
export function weekOf(directory: Directory, { from, to }: DaySpan): { from: number; before: number; to: number } {
  const monday = DateTime.fromMillis(from, { zone: directory.timezone }).startOf('week')
  return { from: monday.toMillis(), before: monday.minus({ weeks: 1 }).toMillis(), to }
}

/** Tickets a day's digest names: the open ones, and those opened or closed since the day began. */
export async function ticketsOfDay(cx: DeskContext, read: Read, directory: Directory, span: DaySpan): Promise<Ticket[]> {
  const { tickets } = cx.db.tables
  const unclosed = inArray(tickets.status, statusesIn('open', 'resolved'))
  return ticketsOfAny(cx, read, directory.id, [unclosed, gte(tickets.openedAt, span.from), gte(tickets.closedAt, span.from)])
}

export async function openTickets(cx: DeskContext, read: Read, directory: Directory): Promise<Ticket[]> {
  const { tickets } = cx.db.tables
  return ticketsOfAny(cx, read, directory.id, [inArray(tickets.status, statusesIn('open'))])
}

type Told = Pick<Ticket, 'roomId' | 'buildingId'>

/** How many of the month's tickets stand at which status, by where they were told. */
export function talliesOfMonth(cx: DeskContext, read: Read, directory: Directory, span: DaySpan): Promise<(MonthTally & Told)[]> {
  const { tickets: t } = cx.db.tables
  return read
    .select({ status: t.status, roomId: t.roomId, buildingId: t.buildingId, n: count() })
    .from(t)
    .where(and(eq(t.communityId, directory.id), gte(t.openedAt, span.monthFrom), lt(t.openedAt, span.to)))
    .groupBy(t.status, t.roomId, t.buildingId)
}

/** When what was opened or closed in this week and the last was so. */
export async function timesOfWeeks(
  cx: DeskContext,
  read: Read,
  directory: Directory,
  span: DaySpan,
): Promise<(Pick<Ticket, 'status' | 'openedAt' | 'closedAt'> & Told)[]> {
  const { tickets: t } = cx.db.tables
  const { before } = weekOf(directory, span)
  const during = (which: SQL | undefined) =>
    read
      .select({ status: t.status, roomId: t.roomId, buildingId: t.buildingId, openedAt: t.openedAt, closedAt: t.closedAt })
      .from(t)
      .where(and(eq(t.communityId, directory.id), which))
  // Apart, each along its index: asked together, SQLite walks through the whole ledger.
  const opened = await during(gte(t.openedAt, before))
  return [...opened, ...(await during(and(gte(t.closedAt, before), opaque(lt(t.openedAt, before)))))]
}
